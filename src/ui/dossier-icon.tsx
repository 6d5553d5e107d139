import { Icon } from "#ui/icon.tsx";

/** The folder of a dossier: closed and grey, open and amber (S-07), and the words for who does not see it. */
export const DossierIcon = ({ open }: { open: boolean }) => (
  <span class={open ? "dossier-icon dossier-open" : "dossier-icon"}>
    <Icon name={open ? "folder-open" : "folder"} />
    <span class="sr-only">{open ? "Dossier commencé" : "Dossier vide"}</span>
  </span>
);
