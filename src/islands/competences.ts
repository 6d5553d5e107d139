/** The competences proposed follow the tasks as they are ticked. */
for (const list of document.querySelectorAll("p-competences")) {
  const form = list.closest("form");
  if (!form) continue;
  const follow = () => {
    const taches = new FormData(form).getAll("taches");
    for (const mark of list.querySelectorAll<HTMLElement>("[data-taches]")) {
      const of = (mark.dataset.taches ?? "").split(" ");
      mark.hidden = !of.some((tache) => taches.includes(tache));
    }
  };
  form.addEventListener("change", follow);
  follow();
}

export {};
