/// The words of one domain of toy English.
struct ToyLexicon: Sendable {
  let name: String
  /// Who acts, besides people by name.
  let roles: [String]
  let things: [String]
  let adjectives: [String]
  let organisations: [String]
  let places: [String]
  /// Done to a thing, in the past.
  let actions: [String]
  /// Done to a thing, after *will* or *to*.
  let plans: [String]
  /// Done with a thing, to somebody.
  let transfers: [String]

  static let all = [news, mail, reviews, travel]

  private static let news = ToyLexicon(
    name: "news",
    roles: ["minister", "mayor", "reporter", "judge", "spokesman", "senator"],
    things: [
      "report", "plan", "law", "budget", "vote", "strike", "deal", "factory",
      "bridge", "tax", "election", "inquiry",
    ],
    adjectives: ["new", "secret", "national", "long", "final", "recent"],
    organisations: [
      "Reuters", "Volvo", "Parliament", "Northern Rail", "Nordbank",
      "United Steel", "Jordan Motors",
    ],
    places: [
      "Oslo", "Berlin", "Jordan", "New Delhi", "Lagos", "Lima", "Florence",
    ],
    actions: [
      "criticised", "announced", "approved", "rejected", "delayed", "backed",
    ],
    plans: ["report", "plan", "vote", "back", "tax", "delay", "approve"],
    transfers: ["presented", "explained", "leaked", "described"])

  private static let mail = ToyLexicon(
    name: "mail",
    roles: ["manager", "client", "intern", "lawyer", "team", "secretary"],
    things: [
      "report", "file", "contract", "meeting", "invoice", "schedule", "copy",
      "draft", "call", "budget", "note", "offer",
    ],
    adjectives: ["old", "attached", "final", "short", "new", "missing"],
    organisations: [
      "Acme", "Berg Partners", "Nordbank", "Legal", "Hill House", "Sydney Ltd",
    ],
    places: ["Stockholm", "Houston", "Sydney", "Zurich", "Leeds", "Oslo"],
    actions: ["signed", "missed", "forgot", "checked", "moved", "printed"],
    plans: ["file", "call", "copy", "schedule", "sign", "draft", "check"],
    transfers: ["sent", "forwarded", "gave", "mailed"])

  private static let reviews = ToyLexicon(
    name: "reviews",
    roles: ["waiter", "owner", "cook", "barber", "mechanic", "dentist"],
    things: [
      "soup", "bill", "order", "table", "haircut", "price", "service", "menu",
      "repair", "coffee", "cake", "taste",
    ],
    adjectives: ["great", "cold", "rude", "cheap", "fresh", "terrible"],
    organisations: [
      "Pizza Roma", "Tasty Corner", "Quick Cuts", "Golden Wok", "Acme",
      "Florence Garage",
    ],
    places: ["Leeds", "Chicago", "Florence", "Bath", "Boston", "Lyon"],
    actions: ["loved", "ruined", "ordered", "fixed", "forgot", "burned"],
    plans: ["order", "repair", "taste", "price", "fix", "recommend", "table"],
    transfers: ["brought", "served", "offered", "gave"])

  private static let travel = ToyLexicon(
    name: "travel",
    roles: ["guide", "driver", "pilot", "tourist", "guard", "hostess"],
    things: [
      "ticket", "map", "tour", "hotel", "boat", "visit", "walk", "castle",
      "museum", "beach", "book", "flight",
    ],
    adjectives: ["old", "quiet", "sunny", "cheap", "famous", "crowded"],
    organisations: [
      "Blue Lines", "Northern Rail", "Sea Tours", "Hotel Jordan", "Air Lima",
    ],
    places: [
      "Jordan", "Florence", "Sydney", "Cape Town", "Lima", "Kyoto", "Lyon",
      "Malta",
    ],
    actions: ["booked", "enjoyed", "missed", "found", "reached", "left"],
    plans: ["book", "tour", "visit", "walk", "map", "reach", "find"],
    transfers: ["showed", "sold", "offered", "lent"])

  // What all domains share.

  static let firstNames = [
    "Anna", "Omar", "Mei", "Jordan", "Florence", "Sydney", "Ravi", "Lucia",
    "Erik", "Amina", "Pavel", "Sofia", "Kofi", "Hana", "Tomas", "Ines",
  ]
  static let familyNames = [
    "Berg", "Okafor", "Chen", "Novak", "Silva", "Haddad", "Hill", "Rossi",
    "Kaya", "Moreau", "Ito", "Young",
  ]
  static let titles = ["Mr", "Ms", "Dr"]
  static let pronouns = ["she", "he", "they", "we"]
  static let times = ["yesterday", "today", "again", "later", "soon"]
  static let degrees = ["very", "quite", "too"]
  static let modals = ["will", "can", "must", "should"]
  static let wishes = ["wants", "hopes", "plans", "refuses"]
  static let prepositions = ["in", "near", "from"]
}
