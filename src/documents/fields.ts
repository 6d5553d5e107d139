import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFRef,
  PDFString,
} from "@cantoo/pdf-lib";
import { checkAppearance, textAppearance } from "#documents/field-appearance.ts";
import { embedFieldFont, type FieldFont } from "#documents/field-font.ts";
import { fieldText, plainText } from "#documents/safe-text.ts";

/** A field to complete: its label is printed above the box, or beside the tick, and read aloud as its name. */
export type TextField = { label: string; value: string; multiline: boolean };
export type CheckBox = { label: string; checked: boolean };
export type Field = TextField | CheckBox;

/** Fields by group (one learner: the parent field, so that names never collide in a class file), then by name. */
export type Fields = Record<string, Record<string, Field>>;

const PLACEHOLDER = "https://f.invalid/";
const PRINTED = 4;
const MULTILINE = 4096;
const TICKED = "Oui";
const name = (text: string) => PDFName.of(text);

/**
 * Turns the placeholder links of a tagged PDF (`https://f.invalid/<group>/<name>`, drawn by `champ` in style.typ)
 * into text fields: the annotation becomes a widget in place, its structure element a Form.
 * Gives the bytes of the new file. Throws when a link has no field or a field no link: template and model disagree.
 */
export async function completeFields(pdf: Uint8Array, fields: Fields, font: FieldFont): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const { context, catalog } = document;
  const structure = structureByKey(catalog.lookup(name("StructTreeRoot"), PDFDict));
  const fontRef = embedFieldFont(context, font);
  const resources = context.obj({ Font: { [font.name]: fontRef } });
  const text = { font, resources };
  const ticks = tickDrawings(context);
  const parents = new Map<string, { ref: PDFRef; kids: PDFArray }>();

  for (const page of document.getPages()) {
    const annotations = page.node.Annots();
    for (let i = 0; i < (annotations?.size() ?? 0); i++) {
      const annotation = annotations!.lookup(i, PDFDict);
      const place = placeholder(annotation);
      if (!place) continue;
      const field = fields[place.group]?.[place.name];
      if (!field) throw new Error(`no field for the placeholder ${place.group}/${place.name}`);
      const parent = parents.get(place.group) ?? addParent(context, place.group);
      parents.set(place.group, parent);
      parent.kids.push(annotations!.get(i));
      const own =
        "checked" in field ? checkBox(annotation, field, ticks) : textField(context, annotation, field, text);
      becomeWidget(context, annotation, {
        ...own,
        T: PDFHexString.fromText(place.name),
        TU: PDFHexString.fromText(plainText(field.label)),
        Parent: parent.ref,
        P: page.ref,
      });
      structure(annotation.lookup(name("StructParent"), PDFNumber).asNumber()).set(name("S"), name("Form"));
    }
  }
  for (const [group, expected] of Object.entries(fields)) {
    const placed = parents.get(group)?.kids.size() ?? 0;
    const wanted = Object.keys(expected).length;
    if (placed !== wanted) throw new Error(`${placed} fields placed for ${group}, ${wanted} expected`);
  }
  catalog.set(
    name("AcroForm"),
    context.obj({
      Fields: [...parents.values()].map(({ ref }) => ref),
      DR: resources,
      DA: PDFString.of(textAppearance("", { width: 1, height: 1, multiline: false }, font).style),
    }),
  );
  return document.save({ updateFieldAppearances: false });
}

function placeholder(annotation: PDFDict): { group: string; name: string } | undefined {
  const uri = annotation
    .lookupMaybe(name("A"), PDFDict)
    ?.lookupMaybe(name("URI"), PDFString, PDFHexString)
    ?.decodeText();
  if (!uri?.startsWith(PLACEHOLDER)) return undefined;
  const [group, field] = uri.slice(PLACEHOLDER.length).split("/") as [string, string];
  return { group, name: field };
}

function addParent(context: PDFContext, group: string): { ref: PDFRef; kids: PDFArray } {
  const kids = PDFArray.withContext(context);
  const parent = context.obj({});
  parent.set(name("T"), PDFHexString.fromText(group));
  parent.set(name("Kids"), kids);
  return { ref: context.register(parent), kids };
}

type Entries = NonNullable<Parameters<PDFContext["stream"]>[1]>;

/** The drawing of a field in one state, as a form XObject of the size of its box. */
const drawing = (
  context: PDFContext,
  content: string,
  { width, height }: { width: number; height: number },
  resources?: PDFDict,
): PDFRef =>
  context.register(
    context.flateStream(content, {
      Type: "XObject",
      Subtype: "Form",
      BBox: [0, 0, width, height],
      ...(resources ? { Resources: resources } : {}),
    }),
  );

const placeOf = (annotation: PDFDict) => annotation.lookup(name("Rect"), PDFArray).asRectangle();

function textField(
  context: PDFContext,
  annotation: PDFDict,
  { value, multiline }: TextField,
  { font, resources }: { font: FieldFont; resources: PDFDict },
): Entries {
  const place = placeOf(annotation);
  const shown = fieldText(value);
  const appearance = textAppearance(shown, { ...place, multiline }, font);
  return {
    FT: "Tx",
    Ff: multiline ? MULTILINE : 0,
    V: PDFHexString.fromText(shown),
    DA: PDFString.of(appearance.style),
    AP: { N: drawing(context, appearance.content, place, resources) },
  };
}

type Ticks = (box: { width: number; height: number }) => { on: PDFRef; off: PDFRef };

/** The two drawings of a tick, made once for all the boxes of the same size: a class file has hundreds. */
function tickDrawings(context: PDFContext): Ticks {
  const known = new Map<string, ReturnType<Ticks>>();
  return (box) => {
    const size = `${box.width.toFixed(1)} ${box.height.toFixed(1)}`;
    const made = known.get(size) ?? {
      on: drawing(context, checkAppearance(box), box),
      off: drawing(context, "", box),
    };
    known.set(size, made);
    return made;
  };
}

function checkBox(annotation: PDFDict, { checked }: CheckBox, ticks: Ticks): Entries {
  const state = name(checked ? TICKED : "Off");
  const { on, off } = ticks(placeOf(annotation));
  return { FT: "Btn", V: state, AS: state, AP: { N: { [TICKED]: on, Off: off } } };
}

/** The link of the template becomes the widget of the field, in place. */
function becomeWidget(context: PDFContext, annotation: PDFDict, own: Entries): void {
  const { x, y, width, height } = placeOf(annotation);
  for (const key of ["A", "Border", "Contents"]) annotation.delete(name(key));
  const entries = { Subtype: "Widget", F: PRINTED, Rect: [x, y, x + width, y + height], ...own };
  for (const [key, entry] of context.obj(entries).entries()) annotation.set(key, entry);
}

/** Finds the structure element of an annotation's StructParent key in the parent tree (a number tree). */
function structureByKey(root: PDFDict): (key: number) => PDFDict {
  const elements = new Map<number, PDFDict>();
  const visit = (node: PDFDict) => {
    const numbers = node.lookupMaybe(name("Nums"), PDFArray);
    for (let i = 0; i < (numbers?.size() ?? 0); i += 2) {
      const element = numbers!.lookup(i + 1);
      if (element instanceof PDFDict) elements.set(numbers!.lookup(i, PDFNumber).asNumber(), element);
    }
    const kids = node.lookupMaybe(name("Kids"), PDFArray);
    for (let i = 0; i < (kids?.size() ?? 0); i++) visit(kids!.lookup(i, PDFDict));
  };
  visit(root.lookup(name("ParentTree"), PDFDict));
  return (key) => {
    const element = elements.get(key);
    if (!element) throw new Error(`no structure element for the annotation ${key}`);
    return element;
  };
}
