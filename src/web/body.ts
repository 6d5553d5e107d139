import { FormInput } from "#kernel/form-input.ts";
import type { WebContext } from "#web/deps.ts";

/** What was sent is no form, or the half of one: the sender's accident, told apart from a defect of ours. */
export class UnreadableBody extends Error {
  override readonly name = "UnreadableBody";
}

/** The form that was posted. Throws UnreadableBody for anything else. */
export async function readBody(c: WebContext): Promise<FormInput> {
  let data: FormData;
  try {
    data = await c.req.formData();
  } catch (error) {
    // what is not a TypeError is the limit on the size, answered elsewhere
    if (error instanceof TypeError) throw new UnreadableBody("no form in the body", { cause: error });
    throw error;
  }
  return new FormInput(data);
}
