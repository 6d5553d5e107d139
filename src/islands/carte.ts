/**
 * The learner takes the pin by hand (mouse, finger, pen) and drops it elsewhere: the two fields of the form are filled,
 * and one press saves. Without this, the arrows and the fields do the same.
 */
const box = document.querySelector<HTMLElement>("p-carte[data-deplacable]");
const pose = document.querySelector<HTMLElement>(".carte-pose");
const form = document.querySelector<HTMLFormElement>("#placer-le-repere");

const rad = Math.PI / 180;
const hauteur = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + (latitude * rad) / 2)) / rad;
const parallele = (haut: number) => (2 * Math.atan(Math.exp(haut * rad)) - Math.PI / 2) / rad;

function fill(name: string, degrees: number) {
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = degrees.toFixed(5).replace(".", ",");
}

const placeOf = (pin: SVGGElement): [number, number] => {
  const [x, y] = (pin.getAttribute("transform") ?? "").match(/-?[\d.]+/g) ?? [];
  return [Number(x), Number(y)];
};

/** Every drawing of the page shows the pin at the same place. */
function show(longitude: number, latitude: number) {
  for (const svg of box?.querySelectorAll<SVGSVGElement>("svg") ?? []) {
    const { ouest, nord, degre } = svg.dataset;
    const x = (longitude - Number(ouest)) * Number(degre);
    const y = (Number(nord) - hauteur(latitude)) * Number(degre);
    svg.querySelector(".carte-repere")?.setAttribute("transform", `translate(${x} ${y})`);
  }
}

for (const svg of box?.querySelectorAll<SVGSVGElement>("svg") ?? []) {
  const pin = svg.querySelector<SVGGElement>(".carte-repere");
  if (!pin) continue;
  let held: { x: number; y: number; from: [number, number] } | null = null;
  const scale = () => svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;

  pin.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    pin.setPointerCapture(event.pointerId);
    held = { x: event.clientX, y: event.clientY, from: placeOf(pin) };
    box?.classList.add("carte-tenue");
  });
  pin.addEventListener("pointermove", (event) => {
    if (!held) return;
    const inside = (at: number, end: number) => Math.max(0, Math.min(end, at));
    const x = inside(held.from[0] + (event.clientX - held.x) * scale(), svg.viewBox.baseVal.width);
    const y = inside(held.from[1] + (event.clientY - held.y) * scale(), svg.viewBox.baseVal.height);
    pin.setAttribute("transform", `translate(${x} ${y})`);
  });
  const drop = (event: PointerEvent) => {
    if (!held) return;
    const { from } = held;
    held = null;
    box?.classList.remove("carte-tenue");
    // the browser took the gesture for another use
    if (event.type === "pointercancel") pin.setAttribute("transform", `translate(${from[0]} ${from[1]})`);
    const [x, y] = placeOf(pin);
    if (Math.hypot(x - from[0], y - from[1]) < 2) return;
    const { ouest, nord, degre } = svg.dataset;
    const longitude = Number(ouest) + x / Number(degre);
    const latitude = parallele(Number(nord) - y / Number(degre));
    fill("longitude", longitude);
    fill("latitude", latitude);
    show(longitude, latitude);
    if (pose) pose.hidden = false;
  };
  pin.addEventListener("pointerup", drop);
  pin.addEventListener("pointercancel", drop);
}
box?.classList.add("carte-prete");

export {};
