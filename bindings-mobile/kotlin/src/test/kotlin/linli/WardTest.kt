package linli

import java.time.Instant
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class WardTest {
    private val now = Instant.parse("2025-04-12T01:02:03.456Z")
    private val by = Meta("p17", now)

    private fun <T> ward(story: (Ward) -> T): T = Ward.create("").use(story)

    @Test
    fun `a case is registered through the façade`() = ward { ward ->
        val case = ward.cases.register("parking", unit = "grid-07", by = by)
        assertEquals("grid-07-1", case.id)
        assertEquals(listOf(case), ward.cases.list())
    }

    @Test
    fun `fields may be absent`() = ward { ward ->
        assertNull(ward.cases.register("noise", "grid-07", by).deadline)
        assertNull(ward.cases.register("noise", "grid-07", by.copy(onBehalfOf = "p18")).holder)
    }

    @Test
    fun `instants come back to the millisecond`() = ward { ward ->
        for (instant in listOf(now, Instant.EPOCH, Instant.parse("1969-12-31T23:59:59.999Z"), Instant.parse("9999-12-31T23:59:59.999Z"))) {
            assertEquals(instant, ward.cases.register("noise", "grid-07", Meta("p17", instant)).registered)
        }
        assertEquals(now.plusSeconds(4 * 3600), ward.cases.register("parking", "grid-07", by).deadline)
    }

    @Test
    fun `what is finer than a millisecond is cut off`() = ward { ward ->
        assertEquals(now, ward.cases.register("noise", "grid-07", Meta("p17", now.plusNanos(999_999))).registered)
    }

    @Test
    fun `a refusal speaks in a sentence and has a code and data`() = ward { ward ->
        val refusal = assertThrows<LinliException.Refused> { ward.cases.register("parking", "moon", by) }
        assertEquals("there is no unit `moon` here: name one of the grid 网格", refusal.message)
        assertEquals("linli.LinliException\$Refused: ${refusal.message}", refusal.toString())
        assertEquals("unknown_unit", (refusal as LinliException).code)
        assertEquals("""{"unit":"moon"}""", refusal.dataJson)
    }

    @Test
    fun `a salt has 16 bytes`() = ward { ward ->
        val salt = ByteArray(16) { it.toByte() }
        ward.cases.register("parking", "grid-07", by.copy(salt = salt))
        val refusal = assertThrows<LinliException> { ward.cases.register("parking", "grid-07", by.copy(salt = ByteArray(15))) }
        assertEquals("salt_length", refusal.code)
        assertArrayEquals(ByteArray(16) { it.toByte() }, salt)
    }

    @Test
    fun `a listener is woken and may ask the ward`() = ward { ward ->
        val seen = mutableListOf<Int>()
        ward.onChange { seen += ward.cases.list().size }.use {
            ward.cases.register("parking", "grid-07", by)
            ward.cases.register("parking", "grid-07", by)
        }
        ward.cases.register("parking", "grid-07", by)
        assertEquals(listOf(1, 2), seen)
    }

    @Test
    fun `a listener's own exception does no harm`() = ward { ward ->
        ward.onChange { error("the listener's own") }.use {
            ward.cases.register("parking", "grid-07", by)
        }
        assertEquals(1, ward.cases.list().size)
    }

    @Test
    fun `a closed ward says so`() {
        val ward = Ward.create("")
        ward.close()
        assertThrows<IllegalStateException> { ward.cases.list() }
    }

    @Test
    fun `threads share a ward`() = ward { ward ->
        (1..4).map { Thread { repeat(100) { ward.cases.register("parking", "grid-07", by) } } }
            .onEach(Thread::start).forEach(Thread::join)
        assertEquals(400, ward.cases.list().map(Case::id).toSet().size)
    }

    @Test
    fun `a call and a list of a thousand are quick`() = ward { ward ->
        repeat(2_000) { ward.cases.list(0) }
        repeat(1_000) { ward.cases.register("parking", "grid-07", by) }
        repeat(50) { ward.cases.list(1000) }
        val call = nanos(2_000) { ward.cases.list(0) }
        val register = nanos(2_000) { ward.register("parking", "grid-07", by) }
        val list = nanos(50) { ward.cases.list(1000) }
        println("kotlin: a call %.1f us, a registration %.1f us, a list of 1000 cases %.0f us".format(call / 1e3, register / 1e3, list / 1e3))
        assertTrue(list < 100_000_000)
    }

    private fun nanos(times: Int, call: () -> Unit): Double {
        val start = System.nanoTime()
        repeat(times) { call() }
        return (System.nanoTime() - start).toDouble() / times
    }
}
