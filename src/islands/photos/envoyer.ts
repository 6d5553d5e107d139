/** In bytes: what a cut costs at most. The server takes no larger piece. */
const PIECE = 256 * 1024;
/** Between two tries without a network, in milliseconds. */
const PAUSES = [2_000, 5_000, 10_000, 20_000];

type Demande = {
  file: File;
  /** « /dossiers/…/envois » */
  envois: string;
  ancre: string;
  token: () => string;
  /** caption, authorisation: read once the bytes have come */
  details: () => [string, string][];
  /** share done, 0 to 1 */
  avance: (part: number) => void;
  /** true: waiting for the network; false: it is back */
  attend: (attend: boolean) => void;
};

/** What the server answers for good: it is not asked again. */
export class Refus extends Error {}

type Reponse = {
  status: number;
  body: { version?: number; to?: string; error?: string; errors?: Record<string, string> } | null;
};

/**
 * Sends a file in pieces and goes on after a cut, from where the server says it stands; the same file chosen again
 * another day goes on too. Resolves with the address where the file is seen; throws Refus with the server's sentence.
 */
export async function envoyer(demande: Demande): Promise<string> {
  const { file, ancre, envois } = demande;
  const empreinte = await digest(file);
  const key = crypto.getRandomValues(new Uint32Array(4)).join("-");
  let recommencer = "";
  for (;;) {
    const ouverture: [string, string][] = [
      ["ancre", ancre],
      ["nom", file.name.slice(-200)],
      ["taille", String(file.size)],
      ["recommencer", recommencer],
    ];
    const ouvert = await insister(demande, () => poster(demande, envois, ouverture));
    const envoi = ouvert.body?.to ?? "";
    for (let at = ouvert.body?.version ?? 0; at < file.size; ) {
      demande.avance(at / file.size);
      const piece = file.slice(at, at + PIECE);
      const from = at;
      const answer = await insister(demande, () =>
        poster(demande, envoi, [["debut", String(from)]], piece, (sent) =>
          demande.avance((from + sent) / file.size),
        ),
      );
      const next = answer.body?.version ?? 0;
      // the first answer was lost and the piece is there: the server says from where; it never goes back for ever
      if (next === at)
        throw new Refus("L’envoi n’avance plus : recharge la page et choisis le fichier de nouveau.");
      at = next;
    }
    demande.avance(1);
    // the same key at each try: an answer lost on its way is given again, the file is added once
    const fin: [string, string][] = [["_key", key], ["empreinte", empreinte], ...demande.details()];
    const answer = await insister(demande, () => poster(demande, `${envoi}/terminer`, fin), "recommencer");
    if (answer.body?.to && answer.status === 200) return answer.body.to;
    recommencer = "oui";
  }
}

/** Tries until the server answers. A refusal is thrown, unless it is at the field `sauf`. */
async function insister(demande: Demande, tenter: () => Promise<Reponse>, sauf = ""): Promise<Reponse> {
  for (let tries = 0; ; tries++) {
    const answer = await tenter().catch(() => null);
    if (answer && answer.status < 500) {
      if (tries > 0) demande.attend(false);
      if (answer.status === 200 || (sauf && answer.body?.errors?.[sauf])) return answer;
      throw new Refus(phraseDe(answer));
    }
    demande.attend(true);
    await pause(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 20_000);
  }
}

function phraseDe({ status, body }: Reponse): string {
  if (status === 401)
    return "Ta session a expiré : reconnecte-toi, puis choisis le même fichier, il reprendra.";
  if (body?.errors) return Object.values(body.errors).join(" ");
  return body?.error ?? "Le fichier n’a pas pu être envoyé : recharge la page et recommence.";
}

/** A while, or the network's return. */
const pause = (ms: number) =>
  new Promise<void>((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      done();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
  });

/** XMLHttpRequest and not fetch: it alone tells how far the bytes have gone. */
function poster(
  { token }: Demande,
  url: string,
  fields: [string, string][],
  piece?: Blob,
  sent?: (bytes: number) => void,
): Promise<Reponse> {
  const body = new FormData();
  for (const [name, value] of [["_token", token()], ...fields] as [string, string][])
    body.append(name, value);
  if (piece) body.append("piece", piece, "piece");
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 120_000;
    if (piece && sent) request.upload.onprogress = ({ loaded }) => sent(Math.min(loaded, piece.size));
    request.onload = () => {
      try {
        done({ status: request.status, body: JSON.parse(request.responseText) });
      } catch {
        // a hotel's portal answers with its own page: that is no network
        failed(new Error("not our answer"));
      }
    };
    request.onerror = () => failed(new Error("no network"));
    request.ontimeout = request.onerror;
    request.send(body);
  });
}

/** SHA-256 of the file, so that two files are never mixed; empty where the browser gives no means (plain http). */
async function digest(file: File): Promise<string> {
  if (!crypto.subtle) return "";
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
