// Whether the page and the program in it fit each other: what the page asks while a text is taken apart is tried, in the way in
// which the page asks it, on a text of two words.

import { phraseOf } from "./coding.js";
import { desk } from "./desk.js";
import { askJson, Refused } from "./engine.js";
import { registerOf } from "./register.js";

const PILOT = "format: 1\npilot: one\ntitle: One\nstatus: proposed\n";

/** What does not fit, in words; nothing where all of it does. */
export async function misfit() {
  try {
    const files = [{ name: "one.yaml", text: PILOT }];
    const given = { document: "one", title: "One", author: "somebody", kind: "proposal" };
    const { text, paragraphs } = await askJson("passages", { with: { text: "Two words" } });
    await registerOf([{ ...given, text, paragraphs, words: new Map([[1, "aside"]]), noted: [] }]);
    const { phrase } = await phraseOf({ ...given, text, paragraphs, words: new Map() }, 1, 0, 1);
    const [fact] = desk.sections.flatMap(({ facts }) => facts).filter(({ type }) => type === "bool");
    const source = { by: "somebody", basis: "claimed", hedged: true, note: "One reading", document: "one", paragraph: 1, phrase };
    const changes = [{ change: "state", fact: fact.fact, statement: { value: true, ...source } }];
    const changed = await askJson("change", { files, with: { document: 0, changes } });
    await askJson("locate", { files: [{ name: "one.yaml", text: changed.text }], with: { document: "one", text } });
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}
