package linli

import java.time.Instant
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows as throws
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class ErrorsTest {
    private val now = Tables.instant("2025-03-03 09:30")
    private val by = Meta("p17", now)

    private fun <T> ward(story: (Ward) -> T): T = Ward.inMemory(Tables.bundle()).use {
        Tables.enter(it)
        story(it)
    }

    @Test
    fun `a refusal speaks in a sentence and has a code, a name, data and Chinese`() = ward { ward ->
        val refusal = assertThrows<LinliException.Refused> { ward.cases.register("parking", unit = "moon", by = by) }
        assertEquals("unknown_unit", refusal.name)
        assertTrue(refusal.code.matches(Regex("C2\\d\\d")), refusal.code)
        assertTrue("moon" in refusal.message, refusal.message)
        assertTrue("moon" in refusal.sentenceZh, refusal.sentenceZh)
        assertEquals("moon", Tables.json.readTree(refusal.dataJson)["unit"].asText())
        assertEquals("linli.LinliException\$Refused: ${refusal.message}", refusal.toString())
    }

    @Test
    fun `a refusal given as an answer says the same`() = ward { ward ->
        val answer = ward.execute(by, Command.Register("parking", "moon"))
        assertEquals("unknown_unit", answer.refusal?.name)
        assertEquals(emptyList<Event>(), answer.events)
    }

    @Test
    fun `time does not run backwards`() = ward { ward ->
        val early = by.copy(recorded = Tables.instant("2025-01-01 00:00"))
        val error = assertThrows<LinliException.NotTaken> { ward.cases.register("parking", "grid-07", early) }
        assertEquals("time_runs_backwards", error.name)
    }

    @Test
    fun `what is no id, day, account, count, salt or head is said to be none`() = ward { ward ->
        fun invalid(code: String, ask: () -> Unit) {
            val error = assertThrows<LinliException.Invalid> { ask() }
            assertEquals(code, error.code)
            assertTrue(error.message.length < 300, error.message)
            assertTrue(error.sentenceZh.isNotEmpty())
        }
        invalid("A501") { ward.cases.register("parking", "", by) }
        invalid("A501") { ward.cases.register("parking", "grid\u000007", by) }
        invalid("A501") { ward.cases.register("parking", "grid 07", by) }
        invalid("A501") { ward.cases.register("parking", "g".repeat(10_000_000), by) }
        invalid("A501") { ward.cases.register("parking", "grid-07", Meta("", now)) }
        invalid("A501") { ward.find("no-number-x") }
        invalid("A502") { ward.grid.descendants("guandao", LocalDate.MAX) }
        invalid("A503") { ward.points.balance("x".repeat(1_000_000)) }
        invalid("A504") { ward.changesAfter(-1, 10) }
        invalid("A504") { ward.points.redeem("rice", "guandao", by, pieces = -1) }
        invalid("A505") { ward.cases.register("parking", "grid-07", by.attachment("photo", "abc")) }
        invalid("A506") { ward.cases.register("parking", "grid-07", by.copy(salt = ByteArray(15))) }
        invalid("A507") { ward.grid.unitByCode("12x") }
        invalid("A508") { RulebookBundle.fromJson("{}") }
        invalid("A508") { RulebookBundle.fromJson(Tables.bundle().json() + " ") }
        assertEquals("J415", assertThrows<LinliException.Failed> { ward.verifyAgainst("12") }.code)
    }

    @Test
    fun `numbers and days beyond every bound are refused, not wrapped`() = ward { ward ->
        val award = { quantity: Long -> ward.points.award("volunteering", "v1", "grid-07", Meta("w07", now), quantity) }
        assertThrows<LinliException.Refused> { award(Long.MAX_VALUE) }
        assertThrows<LinliException.Refused> { ward.points.redeem("rice", "guandao", by, pieces = Long.MAX_VALUE) }
        assertEquals(emptyList<GridUnit>(), ward.grid.descendants("guandao", LocalDate.parse("0001-01-01")))
        for (instant in listOf(Instant.MIN, Instant.MAX, Instant.parse("2200-01-01T00:00:00.001Z"))) {
            val error = assertThrows<LinliException.NotTaken> { ward.cases.register("parking", "grid-07", Meta("p17", instant)) }
            assertEquals("instant_out_of_range", error.name)
        }
    }

    @Test
    fun `texts too long and half characters are errors`() = ward { ward ->
        val long = assertThrows<LinliException.NotTaken> {
            ward.cases.register("parking", "grid-07", by.detail("words", "长".repeat(1_000_000)))
        }
        assertEquals("detail_too_long", long.name)
        // Half of a surrogate pair is no text at all, so it cannot cross; the JVM says so.
        assertThrows<java.nio.charset.CharacterCodingException> { ward.cases.register("parking", "grid\uD800", by) }
        val nul = ward.cases.register("parking", "grid-07", by.detail("words", "a\u0000b"))
        val entry = ward.cases.history(nul).first().sequence
        assertEquals(DetailText.Kept("a\u0000b"), ward.detail(entry, "words"))
    }

    @Test
    fun `a panic of the library ends at the border, and the ward goes on`() = ward { ward ->
        val status = UniffiRustCallStatus()
        // No app can write this: the bytes of a text where those of a command belong.
        ward.callWithHandle {
            val (meta, text) = FfiConverterTypeMeta.lower(by) to FfiConverterString.lower("no command")
            UniffiLib.uniffi_linli_mobile_fn_method_ward_execute(it, meta, text, status)
        }
        assertTrue(status.isPanic(), "${status.code}") // of which the generated code makes an InternalException
        assertTrue("command" in FfiConverterString.lift(status.error_buf))
        ward.cases.register("parking", "grid-07", by)
        Unit
    }

    @Test
    fun `a closed ward says so`() {
        val ward = Ward.inMemory(Tables.bundle())
        ward.close()
        ward.close()
        throws(IllegalStateException::class.java) { ward.cases.heldBy("w07", now) }
    }

    @Test
    fun `a file that is missing or something else says so`() {
        assertEquals("not_found", assertThrows<LinliException.Failed> { Ward.open("/nowhere/ward.db") }.name)
        val file = kotlin.io.path.createTempFile().toFile()
        try {
            file.writeText("this is a letter, not a ward; it goes on for a while so that nobody takes it for an empty file")
            assertEquals("not_a_ward", assertThrows<LinliException.Failed> { Ward.open(file.path) }.name)
        } finally {
            file.delete()
        }
    }
}
