type TickProps = { name: string; value: string; checked?: boolean; label: string; locked?: boolean };

/** A box in a table's cell: its words are read aloud, the row and its column say them to the eye. */
export const Tick = ({ name, value, checked, label, locked }: TickProps) => (
  <label class="choice tick">
    <input type="checkbox" name={name} value={value} checked={checked} disabled={locked} />
    <span class="sr-only">{label}</span>
  </label>
);
