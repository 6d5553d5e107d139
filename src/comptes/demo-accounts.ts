/** The demonstration's accounts, one per role (demo mode only). The tutor enters by the link of his mail. */
export const demoAccounts = [
  { courriel: "enseignant@lycee-demo.test", qui: "Enseignant" },
  { courriel: "eleve@lycee-demo.test", qui: "Élève" },
  { courriel: "apprenti@lycee-demo.test", qui: "Apprenti" },
  { courriel: "maitre@lycee-demo.test", qui: "Maître d’apprentissage" },
  { courriel: "administrateur@lycee-demo.test", qui: "Administrateur" },
];

export const DEMO_PASSWORD = "passerelle-demo-2026";
