// swift-tools-version: 5.9
import PackageDescription

let package = Package(
    name: "Linli",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [.library(name: "Linli", targets: ["Linli"])],
    targets: [
        .systemLibrary(name: "LinliFFI"),
        .target(name: "Linli", dependencies: ["LinliFFI"]),
        .testTarget(name: "LinliTests", dependencies: ["Linli", "LinliFFI"]),
    ]
)
