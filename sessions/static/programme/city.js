// The city a zone is named after. The zone database writes without accents; the cities do not.
const OWN_NAMES = {
  Asuncion: "Asunción",
  Belem: "Belém",
  Bogota: "Bogotá",
  Cancun: "Cancún",
  Ciudad_Juarez: "Ciudad Juárez",
  Cordoba: "Córdoba",
  Mazatlan: "Mazatlán",
  Merida: "Mérida",
  Panama: "Panamá",
  Sao_Paulo: "São Paulo",
};

export function city(timeZone) {
  const name = timeZone.slice(timeZone.lastIndexOf("/") + 1);
  return OWN_NAMES[name] ?? name.replaceAll("_", " ");
}
