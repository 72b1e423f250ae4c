// swift-tools-version: 5.9
import PackageDescription

let package = Package(
    name: "Morning",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    dependencies: [.package(path: "../../../bindings-mobile/swift")],
    targets: [.executableTarget(name: "Morning", dependencies: [.product(name: "Linli", package: "swift")])]
)
