package linli

/** Registers and prints what it was answered until somebody kills it. */
fun main(arguments: Array<String>) {
    Ward.create(arguments[0], Tables.bundle()).use { ward ->
        Tables.enter(ward)
        while (true) {
            println(ward.cases.register("parking", "grid-07", Meta("p17", Tables.instant("2025-03-03 09:30"))) + ";")
            System.out.flush()
        }
    }
}
