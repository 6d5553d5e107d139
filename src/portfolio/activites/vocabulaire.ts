/** Words of the trade, for who looks for his own (B-06); our sentences, not a standard's. */
export const vocabulaire: readonly { mot: string; sens: string }[] = [
  {
    mot: "Bon de travail",
    sens: "le document qui demande l’intervention : qui, où, sur quoi, pour quoi faire",
  },
  {
    mot: "Consigner",
    sens: "couper et bloquer toutes les énergies d’une machine, puis vérifier qu’il n’y en a plus, avant d’y toucher",
  },
  {
    mot: "Déconsigner",
    sens: "rendre ses énergies à la machine, une fois le travail fini et la zone dégagée",
  },
  {
    mot: "Diagnostiquer",
    sens: "chercher la cause d’une panne à partir de ce que l’on voit, entend et mesure",
  },
  { mot: "EPI", sens: "équipement de protection individuelle : gants, lunettes, casque, chaussures" },
  { mot: "Essai", sens: "faire marcher la machine pour vérifier que la réparation tient" },
  { mot: "Maintenance corrective", sens: "réparer après la panne" },
  {
    mot: "Maintenance préventive",
    sens: "intervenir avant la panne : contrôler, graisser, remplacer à temps",
  },
  { mot: "Mode opératoire", sens: "la suite des gestes à faire, dans l’ordre" },
  {
    mot: "Pièce d’usure",
    sens: "une pièce faite pour s’user et être changée : courroie, joint, filtre, ressort",
  },
  { mot: "Symptôme", sens: "le signe que quelque chose ne va pas : un bruit, une fuite, un arrêt" },
];
