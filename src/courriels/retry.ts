const MINUTE = 60_000;

/** Waits between two tries, in minutes: a server that restarts, a quota, a night, a week-end. */
const waits = [1, 5, 15, 60, 240, 720, 1_440, 2_880];

/** A letter being sent is nobody else's for this long, even if this process dies in the middle, in milliseconds. */
export const LEASE = 5 * MINUTE;

/**
 * When to try again a letter that could not leave.
 * @param tries how many times it was tried, this one included
 * @returns the instant, or null: the letter is refused and its reason is shown to who sent it
 */
export function nextTry(tries: number, now: Date): Date | null {
  const wait = waits[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * MINUTE);
}
