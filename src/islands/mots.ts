/** What the save line says when it is not simply saved; the learner is told *tu*. */
export const tu = {
  offline: "Pas de réseau : ton texte est gardé sur ce téléphone.",
  fragile: "Pas de réseau : ton texte n’est pas encore enregistré, garde cette page ouverte.",
  expired: "Ta session a expiré : reconnecte-toi, ton texte est gardé ici.",
  expiredFragile: "Ta session a expiré : reconnecte-toi dans un autre onglet, puis reviens ici.",
  busy: "Pas encore enregistré : ton texte est gardé ici, nouvel essai dans un instant.",
  restored: "Ce que tu avais écrit sur cet appareil sans pouvoir l’enregistrer est revenu dans la page.",
};

export const vous: typeof tu = {
  offline: "Hors ligne : votre saisie est conservée sur cet appareil.",
  fragile: "Hors ligne : votre saisie n’est pas encore enregistrée, gardez cette page ouverte.",
  expired: "Votre session a expiré : reconnectez-vous, votre saisie est conservée ici.",
  expiredFragile: "Votre session a expiré : reconnectez-vous dans un autre onglet, puis revenez ici.",
  busy: "Pas encore enregistré : votre saisie est conservée ici, nouvel essai dans un instant.",
  restored: "Ce que vous aviez saisi sur cet appareil sans pouvoir l’enregistrer est revenu dans la page.",
};
