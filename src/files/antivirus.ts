import { connect } from "node:net";

/** What the scanner says of some bytes; « muet »: it does not answer, or not in words we know. */
export type Verdict = "sain" | "infecte" | "muet";
export type Antivirus = (bytes: Uint8Array) => Promise<Verdict>;

/** No scanner configured: nothing is asked of anybody. */
export const sansAntivirus: Antivirus = async () => "sain";

const PIECE = 64 * 1024;

/**
 * A clamd asked over TCP, by its command INSTREAM: pieces preceded by their length in four bytes, an empty one at the
 * end; it answers « stream: OK » or « stream: <name> FOUND ». It must never be reachable from outside.
 * @param adresse « tcp://localhost:3310 »
 * @param limite milliseconds for the whole exchange
 */
export function clamd(adresse: string, limite = 20_000): Antivirus {
  const { hostname, port } = new URL(adresse);
  return (bytes) =>
    new Promise((resolve) => {
      let said = "";
      const line = connect({ host: hostname, port: Number(port) || 3310 });
      const end = (verdict: Verdict) => {
        clearTimeout(timer);
        line.destroy();
        resolve(verdict);
      };
      const timer = setTimeout(() => end("muet"), limite);
      line.on("connect", () => {
        line.write("zINSTREAM\0");
        for (let at = 0; at < bytes.length; at += PIECE) {
          const piece = bytes.subarray(at, at + PIECE);
          const length = Buffer.alloc(4);
          length.writeUInt32BE(piece.length);
          line.write(length);
          line.write(piece);
        }
        line.write(Buffer.alloc(4));
      });
      line.on("data", (text) => {
        said += text.toString("latin1").slice(0, 1_000);
        if (said.includes("\0")) end(verdictOf(said));
      });
      line.on("close", () => end(verdictOf(said)));
      line.on("error", () => end("muet"));
    });
}

function verdictOf(said: string): Verdict {
  const answer = said.split("\0")[0]?.trim() ?? "";
  if (/^stream: .+ FOUND$/.test(answer)) return "infecte";
  return answer === "stream: OK" ? "sain" : "muet";
}
