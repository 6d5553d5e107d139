/**
 * At most so many calls a second to a service that others share: a full bucket, refilled as time goes.
 * @returns a function that says whether one call may be made now, and counts it
 */
export function seau(parSeconde: number, clock: () => Date): () => boolean {
  let jetons = parSeconde;
  let vu = clock().getTime();
  return () => {
    const now = clock().getTime();
    jetons = Math.min(parSeconde, jetons + (Math.max(0, now - vu) / 1_000) * parSeconde);
    vu = now;
    if (jetons < 1) return false;
    jetons -= 1;
    return true;
  };
}
