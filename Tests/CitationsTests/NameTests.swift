import Citations
import Testing

struct NameTests {
    private static let initialsHaveNoFullStopsCases: [(String, String)] = [
        ("Brian M", "BM"), ("B M", "BM"), ("B.M.", "BM"), ("BM", "BM"), ("Jean-Paul", "JP"), ("J.-P.", "JP"),
        ("Christiaan G J", "CGJ"), ("Xiao Ming", "XM"), ("Ángel", "Á"), ("Zsuzsanna", "Z"), ("William (Bill) J", "WJ"),
        ("", ""), ("ANNA", "A"), ("e e", "EE"),
    ]

    @Test(arguments: initialsHaveNoFullStopsCases)
    func initialsHaveNoFullStops(given: String, initials: String) {
        #expect(PersonName(family: "X", given: given).initials == initials)
    }

    @Test func particlesAreKept() {
        #expect(PersonName(family: "Visser", given: "Marianne", nonDroppingParticle: "de").inverted == "de Visser M")
        #expect(PersonName(family: "Kooi", given: "Anneke J", nonDroppingParticle: "van der").inverted == "van der Kooi AJ")
        #expect(PersonName(family: "Beethoven", given: "Ludwig", droppingParticle: "van").inverted == "van Beethoven L")
        #expect(PersonName(family: "Alembert", given: "Jean", nonDroppingParticle: "d’").inverted == "d’Alembert J")
        #expect(PersonName(family: "Mayouf", given: "Sulaiman M", nonDroppingParticle: "Al-").inverted == "Al-Mayouf SM")
        #expect(
            PersonName(family: "Torre", given: "Ana", nonDroppingParticle: "la", droppingParticle: "de").inverted
                == "de la Torre A")
    }

    @Test func suffixFollowsTheInitials() {
        #expect(PersonName(family: "Adkinson", given: "N F", suffix: "Jr.").inverted == "Adkinson NF Jr")
        #expect(PersonName(family: "Brannagan", given: "Thomas H", suffix: "III").inverted == "Brannagan TH III")
    }

    @Test func familyNameMayStandAlone() {
        #expect(PersonName(family: "Suharto").inverted == "Suharto")
    }
}
