/// Keeps a listener listening for as long as it is kept.
public final class Subscription: Sendable {
    private let ward: Ward
    private let token: UInt64

    init(ward: Ward, token: UInt64) {
        self.ward = ward
        self.token = token
    }

    deinit { ward.unsubscribe(token: token) }
}

extension Ward {
    /// Calls `wake` after every change, until what this returns is let go.
    public func onChange(_ wake: @escaping @Sendable () -> Void) -> Subscription {
        Subscription(ward: self, token: subscribe(listener: Wake(wake)))
    }
}

private final class Wake: Listener {
    private let wake: @Sendable () -> Void

    init(_ wake: @escaping @Sendable () -> Void) { self.wake = wake }

    func changed() throws { wake() }
}
