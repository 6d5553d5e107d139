import { v7, validate } from "uuid";

/** Ids are made in the code: time-ordered UUIDs, so that indexes grow at one end (PostgreSQL 15 has no uuidv7()). */
export const newId = (): string => v7();

export const isId = (text: string | undefined): text is string => text !== undefined && validate(text);
