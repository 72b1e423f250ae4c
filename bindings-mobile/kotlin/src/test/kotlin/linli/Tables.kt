package linli

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneOffset

/** The folder `tests/tables`: rulebook, grid and tables. */
object Tables {
    val folder = File(System.getProperty("linli.tables"))
    val json = ObjectMapper()

    fun bundle(): RulebookBundle = RulebookBundle.fromJson(File(folder, "bundle.json").readText())

    fun grid(): JsonNode = json.readTree(File(folder, "grid.json"))

    /** Enters the units and appointments of the tables; the appointments by person. */
    fun enter(ward: Ward): Map<String, AppointmentId> {
        val by = Meta("admin", instant("2025-01-02 09:00"))
        val grid = grid()
        ward.grid.addUnits(grid["units"].map(::newUnit), by)
        return grid["appointments"].associate {
            val person = it["person"].asText()
            person to ward.grid.appoint(person, it["post"].asText(), it["unit"].asText(), day(it["from"]), by)
        }
    }

    fun newUnit(node: JsonNode) = NewUnit(
        id = node["id"].asText(),
        level = node["level"].asText(),
        name = DisplayName(node["name"].asText()),
        from = day(node["from"]),
        parent = node.text("parent"),
        kind = node.text("kind"),
        code = node.text("code"),
        households = node.long("households"),
        residents = node.long("residents"),
    )

    fun day(node: JsonNode): LocalDate = LocalDate.parse(node.asText())

    /** `2025-03-03 09:00`, local to the ward of the tables. */
    fun instant(text: String): Instant = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.ofHours(8))
}

fun JsonNode.text(key: String): String? = get(key)?.takeIf { it.isTextual }?.asText()

fun JsonNode.long(key: String): Long? = get(key)?.takeIf { it.isNumber }?.asLong()
