package linli

import java.io.File
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class ReadmeTest {
    /** `tests/run` takes it out of the README, to be compiled with the tests, and makes the ward it opens. */
    @Test
    fun `the first program of the main README`(@TempDir folder: Path) {
        val year = System.getProperty("linli.year").orEmpty()
        assumeTrue(year.isNotEmpty(), "run tests/run kotlin")
        File(year, "guandao.db").copyTo(folder.resolve("guandao.db").toFile())
        val classes = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val child = ProcessBuilder(
            File(System.getProperty("java.home"), "bin/java").path,
            "-Djna.library.path=${System.getProperty("jna.library.path")}",
            "-cp", classes, "FirstKt",
        ).directory(folder.toFile()).redirectErrorStream(true).start()
        val said = child.inputStream.bufferedReader().readText()
        assertTrue(Regex("to be settled by 2026-.*`p17` may not.*`p17` 不能", RegexOption.DOT_MATCHES_ALL).containsMatchIn(said), said)
    }
}
