package linli

/** The cases of a ward: `ward.cases.register(...)`. */
class Cases internal constructor(private val ward: Ward) {
    fun register(matter: String, unit: String, by: Meta): Case = ward.register(matter, unit, by)

    fun list(most: Int = 1000): List<Case> = ward.casesList(most.toUInt())
}

val Ward.cases: Cases get() = Cases(this)
