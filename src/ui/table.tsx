// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards, a table without explicit roles is no longer one for a screen reader
import type { Child } from "hono/jsx";

export type Column = {
  text: Child;
  /** What stands beside each value on a phone, where the header holds a link or is long. */
  label?: string;
  /** Figures: right-aligned, tabular. */
  numeric?: boolean;
  centered?: boolean;
  /** The header is read aloud only (a column of actions). */
  hidden?: boolean;
};

/** The first cell is the row's header. */
export type Row = { header: Child; cells: readonly Child[]; id?: string; current?: boolean };

type TableProps = {
  caption: string;
  hideCaption?: boolean;
  /** The first column is that of the row headers. */
  columns: readonly Column[];
  rows: readonly Row[];
  /** On a phone: each row becomes a card (default), or the table scrolls in its own frame (matrices). */
  phone?: "cards" | "scroll";
  foot?: Row;
  /** Unique in the page when it holds several tables with the same caption. */
  id?: string;
};

const cellClass = (column: Column | undefined) =>
  column?.numeric ? "cell-numeric" : column?.centered ? "cell-centered" : undefined;

const Line = ({ row, columns }: { row: Row; columns: readonly Column[] }) => (
  <tr role="row" id={row.id} class={row.current ? "row-current" : undefined}>
    <th scope="row" role="rowheader">
      {row.header}
    </th>
    {row.cells.map((cell, index) => {
      const column = columns[index + 1];
      return (
        <td role="cell" class={cellClass(column)}>
          {column && !column.hidden ? (
            <span class="cell-label" aria-hidden="true">
              {column.label ?? column.text}
            </span>
          ) : null}
          <span class="cell-value">{cell}</span>
        </td>
      );
    })}
  </tr>
);

/** A table with its caption and scopes; never wider than the screen. */
export const Table = ({ caption, hideCaption, columns, rows, phone = "cards", foot, id }: TableProps) => {
  const table = (
    <table class={`table table-${phone}`} role="table" id={id}>
      <caption class={hideCaption ? "sr-only" : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th scope="col" role="columnheader" class={cellClass(column)}>
              {column.hidden ? <span class="sr-only">{column.text}</span> : column.text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Line row={row} columns={columns} />
        ))}
      </tbody>
      {foot ? (
        <tfoot role="rowgroup">
          <Line row={foot} columns={columns} />
        </tfoot>
      ) : null}
    </table>
  );
  if (phone === "cards") return table;
  return (
    // A frame that scrolls must be reachable by keyboard.
    <section class="table-frame" tabindex={0} aria-label={caption}>
      {table}
    </section>
  );
};
