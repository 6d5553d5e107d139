import { fichiers, purge, sceauDuJournal } from "#conservation/jobs.ts";
import type { Job } from "#jobs/runner.ts";
import { resume } from "#relances/resume/job.ts";

/** Every job of the night, and of the early morning, in the order of their hours. */
export const travaux: Job[] = [sceauDuJournal, purge, fichiers, resume];
