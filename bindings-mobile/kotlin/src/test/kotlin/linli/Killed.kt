package linli

import java.io.File

/** Registers and prints what it was answered, so many times or until somebody kills it. */
fun main(arguments: Array<String>) {
    val path = arguments[0]
    val opened = if (File(path).exists()) Ward.open(path) else Ward.create(path, Tables.bundle()).also(Tables::enter)
    opened.use { ward ->
        repeat(arguments.getOrNull(1)?.toInt() ?: Int.MAX_VALUE) {
            println(ward.cases.register("parking", "grid-07", Meta("p17", Tables.instant("2025-03-03 09:30"))) + ";")
            System.out.flush()
        }
    }
}
