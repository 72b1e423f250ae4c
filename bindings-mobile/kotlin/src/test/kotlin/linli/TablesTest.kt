package linli

import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class TablesTest {
    @Test
    fun `every table holds`() {
        val failures = mutableListOf<String>()
        var steps = 0
        for (table in Tables.folder.listFiles { file -> file.extension == "jsonl" }!!.sorted()) {
            Player().use { player ->
                table.readLines().forEachIndexed { index, text ->
                    if (text.isEmpty()) return@forEachIndexed
                    steps += 1
                    try {
                        player.play(Tables.json.readTree(text))
                    } catch (wrong: Exception) {
                        failures += "${table.name}:${index + 1}: $wrong\n    $text"
                    }
                }
            }
        }
        println("tables: $steps steps played, ${failures.size} failed")
        assertTrue(steps > 0)
        assertTrue(failures.isEmpty(), failures.joinToString("\n"))
    }
}
