package linli

/** Calls `wake` after every change, until what this returns is closed. */
fun Ward.onChange(wake: () -> Unit): AutoCloseable {
    val token = subscribe(object : Listener {
        override fun changed() = wake()
    })
    return AutoCloseable { unsubscribe(token) }
}
