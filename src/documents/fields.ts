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
import { textAppearance } from "#documents/field-appearance.ts";
import { embedFieldFont, type FieldFont } from "#documents/field-font.ts";
import { plainText } from "#documents/safe-text.ts";

/** A field to complete: its label is printed above the box and read aloud as its name. */
export type Field = { label: string; value: string; multiline: boolean };

/** Fields by group (one learner: the parent field, so that names never collide in a class file), then by name. */
export type Fields = Record<string, Record<string, Field>>;

const PLACEHOLDER = "https://f.invalid/";
const PRINTED = 4;
const MULTILINE = 4096;
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
      becomeTextField(
        context,
        annotation,
        { ...field, name: place.name, parent: parent.ref, page: page.ref },
        font,
        resources,
      );
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

function becomeTextField(
  context: PDFContext,
  annotation: PDFDict,
  field: Field & { name: string; parent: PDFRef; page: PDFRef },
  font: FieldFont,
  resources: PDFDict,
): void {
  const { x, y, width, height } = annotation.lookup(name("Rect"), PDFArray).asRectangle();
  const value = plainText(field.value);
  const appearance = textAppearance(value, { width, height, multiline: field.multiline }, font);
  const picture = context.register(
    context.flateStream(appearance.content, {
      Type: "XObject",
      Subtype: "Form",
      BBox: [0, 0, width, height],
      Resources: resources,
    }),
  );
  for (const key of ["A", "Border", "Contents"]) annotation.delete(name(key));
  const entries = {
    Subtype: "Widget",
    FT: "Tx",
    Ff: field.multiline ? MULTILINE : 0,
    F: PRINTED,
    T: PDFHexString.fromText(field.name),
    TU: PDFHexString.fromText(plainText(field.label)),
    V: PDFHexString.fromText(value),
    DA: PDFString.of(appearance.style),
    AP: { N: picture },
    Parent: field.parent,
    P: field.page,
    Rect: [x, y, x + width, y + height],
  };
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
