/** Invented people of the demonstration; the first of the main class come from the manual's own pictures. */
const classePrincipale = [
  "Accardo Aline",
  "Aïssani Carole",
  "Azil Nicole",
  "Béchameil Jordan",
  "Bouleau Cédric",
  "Degendoux Herbert",
  "Jean-François Célia-Tassadit",
  "Ma Aldryk",
  "Barreau Mathis",
  "Berthier Lola",
  "Blanchet Noé",
  "Bonnin Inès",
  "Carlier Yanis",
  "Chauvet Éloi",
  "Collet Maëlle",
  "Cordier Enzo",
  "Dumas Léa",
  "Ferrand Ilyès",
  "Gaillard Jade",
  "Guérin Étienne",
  "Hamon Éva",
  "Jacquet Rayan",
  "Lacroix Zoé",
  "Lebrun Théo",
  "Lefèvre Manon",
  "Leroux Adam",
  "Mallet Sacha",
  "Marchal Lina",
  "Moulin Gabriel",
  "Œhler Ambre",
  "Perrot Nolan",
  "Pichon Louna",
  "Rey Malo",
  "Tessier Camille",
  "Vidal Naël",
];
const seconde = [
  "Adam Nino",
  "Bailly Rose",
  "Besson Liam",
  "Caron Alice",
  "Da Silva Tom",
  "Etienne Sofia",
  "Fleury Kaïs",
  "Garnier Emma",
  "Huet Aaron",
  "Klein Mila",
  "Launay Hugo",
  "Maillard Anaïs",
];
const terminale = [
  "Arnaud Basile",
  "Brun Élise",
  "Charpentier Ali",
  "Delmas Chloé",
  "Faure Robin",
  "Gautier Sarah",
  "Joly Evan",
  "Lambert Nour",
  "Meunier Paul",
  "Noël Clara",
  "Olivier Samy",
  "Prévost Julie",
  "Renaud Axel",
  "Tanguy Maya",
];
const electriciens = [
  "Aubert Loïc",
  "Brunet Sana",
  "Dupuis Marius",
  "Hardy Elsa",
  "Imbert Kévin",
  "Legrand Aya",
  "Millet Simon",
  "Poirier Fanny",
  "Rolland Idris",
  "Weber Jeanne",
];
const voisins = ["Allard Marius", "Besnard Léonie", "Coste Ismaël"];

const read = (names: string[]) =>
  names.map((name) => {
    const cut = name.lastIndexOf(" ");
    return { nom: name.slice(0, cut), prenom: name.slice(cut + 1) };
  });

export const demoClasses = {
  "1 MSPC": read(classePrincipale),
  "2 MSPC": read(seconde),
  "T MSPC": read(terminale),
  "1 MELEC": read(electriciens),
};
export const demoVoisins = read(voisins);

export const demoEntreprises = [
  {
    entreprise: "Fragrance Plus",
    adresse: "45, rue du Bois-Noir",
    code_postal: "76000",
    ville: "Rouen",
    secteur: "Création et conditionnement de parfum",
    tuteur: "Boisseau Julien",
  },
  {
    entreprise: "Verrerie de la Bresle",
    adresse: "12, route de la Gare",
    code_postal: "76470",
    ville: "Le Tréport",
    secteur: "Flaconnage de luxe",
    tuteur: "Caillard Nadia",
  },
  {
    entreprise: "Papeterie de l’Andelle",
    adresse: "3, quai des Usines",
    code_postal: "27380",
    ville: "Charleval",
    secteur: "Papiers et cartons",
    tuteur: "Delarue Franck",
  },
  {
    entreprise: "Laiterie du Vexin",
    adresse: "8, chemin des Prés",
    code_postal: "27150",
    ville: "Étrépagny",
    secteur: "Produits laitiers",
    tuteur: "Bertin Sylvie",
  },
  {
    entreprise: "Mécanique Oissel",
    adresse: "27, rue de l’Industrie",
    code_postal: "76350",
    ville: "Oissel",
    secteur: "Usinage de précision",
    tuteur: "Quesnel Bruno",
  },
  {
    entreprise: "Emballages du Robec",
    adresse: "2, allée des Tanneurs",
    code_postal: "76160",
    ville: "Darnétal",
    secteur: "Emballages plastiques",
    tuteur: "Thierry Agnès",
  },
];
