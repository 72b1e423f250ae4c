package linli

import java.security.SecureRandom
import java.time.Instant

/** With a text that goes with the command, such as a reply. */
fun Meta.detail(name: DetailName, text: String): Meta = copy(details = details + Detail(name, text))

/** With a file the app keeps, by the SHA-256 of its bytes. */
fun Meta.attachment(name: DetailName, digest: Digest): Meta = copy(attachments = attachments + Attachment(name, digest))

private val random = SecureRandom()

/** Texts need a salt. Who gives an id may send the command again, and must keep the salt too; anybody else is given one. */
internal fun Meta.salted(): Meta =
    if (details.isEmpty() || salt != null || id != null) this
    else copy(salt = ByteArray(16).also(random::nextBytes))

/** Performs with a salt where one is needed. */
internal fun Ward.done(by: Meta, command: Command): Answer = perform(by.salted(), command)

internal fun Answer.madeId(): String = created.first().id

/** Held within what a Long can count, so that what is out of range is refused by the ward. */
internal fun millis(at: Instant): Long =
    try {
        at.toEpochMilli()
    } catch (_: ArithmeticException) {
        if (at < Instant.EPOCH) Long.MIN_VALUE else Long.MAX_VALUE
    }
