import type { Maitre } from "#dossiers/store/maitre.ts";
import type { FaitsFiche } from "#fiche-de-liaison/store.ts";

/** What this tab shows: the fiche, and the maître of an apprenti. */
export type FaitsLieu = FaitsFiche & { maitre: Maitre | null };
