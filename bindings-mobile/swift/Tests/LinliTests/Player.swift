import Foundation
import Linli

/// Plays the lines of a table: verbs of the ward, and questions to it.
final class Player {
    private let bundle: RulebookBundle
    private var ward: Ward
    private var saved: [String: String] = [:]
    private var line: Line = [:]

    init() throws {
        bundle = try Tables.bundle()
        ward = try Ward.inMemory(bundle: bundle)
    }

    func play(_ step: Line) throws {
        line = step
        if step["scenario"] != nil {
            ward = try Ward.inMemory(bundle: bundle)
            saved = [:]
        } else if step["given"] != nil {
            try saved.merge(Tables.enter(ward)) { $1 }
        } else if let verb = step.text("when") {
            try when(verb)
        } else {
            try then(step.must("then"))
        }
    }

    private func when(_ verb: String) throws {
        if verb == "settle" {
            _ = try ward.settle(now: line.at("at")!)
            return
        }
        let answer: Answer
        do {
            answer = try ward.execute(by: meta(), command: command(verb))
        } catch let error as LinliError {
            try says(error.reason)
            try expect("error", line.text("error") ?? line.text("refused"), error.name)
            return
        }
        try expect("repeated", line["repeated"] != nil, answer.repeated)
        if let refusal = answer.refusal { try says(refusal) }
        try expect("refused", line.text("refused"), answer.refusal?.name)
        if answer.refusal != nil { return }
        try expect("error", line.text("error"), nil)
        if let name = line.text("save") { saved[name] = answer.created[0].id }
        if let events = line.texts("events") { try expect("events", events, answer.events.map(\.kind)) }
    }

    private func command(_ verb: String) throws -> Command {
        switch verb {
        case "add_units": return .addUnits(units: try (line["units"] as? [Line] ?? []).map(Tables.newUnit))
        case "appoint":
            return .appoint(
                person: try line.must("person"), post: try line.must("post"), unit: try line.must("unit"),
                from: line.day("from")!, until: line.day("until"))
        case "end_appointment": return .endAppointment(appointment: try named("appointment"), until: line.day("until")!)
        case "register":
            return .register(
                matter: try line.must("matter"), unit: try line.must("unit"), channel: line.text("channel"),
                anonymous: line["anonymous"] != nil)
        case "act":
            return .act(
                case: try named("case"), action: try line.must("action"), rating: line.int("rating"),
                to: try (line["to"] as? Line).map(assignee),
                parties: try (line["parties"] as? [Line] ?? []).map(assignee),
                into: line["into"] == nil ? nil : try named("into"), names: line.text("names"),
                sitting: try (line["sitting"] as? Line).map(sitting))
        case "migrate":
            let states = line["states"] as? [String: String] ?? [:]
            return .migrate(
                procedure: try line.must("procedure"), states: states.map { StateMove(from: $0.key, to: $0.value) })
        case "add_body":
            return .addBody(
                id: try line.must("id"), name: DisplayName(zh: try line.must("name")), unit: try line.must("unit"),
                from: line.day("from")!, kind: line.text("kind"))
        case "end_body": return .endBody(body: try line.must("body"), until: line.day("until")!)
        case "add_member":
            return .addMember(
                body: try line.must("body"), person: try line.must("person"), from: line.day("from")!,
                seat: line.text("seat"), until: line.day("until"))
        case "end_member": return .endMember(member: try named("member"), until: line.day("until")!)
        case "agree":
            return .agree(
                body: try line.must("body"), unit: try line.must("unit"), from: line.day("from")!,
                until: line.day("until"))
        case "end_agreement": return .endAgreement(agreement: try named("agreement"), until: line.day("until")!)
        case "award": return .award(deed: try deed(line))
        case "award_all": return .awardAll(deeds: try (line["deeds"] as? [Line] ?? []).map(deed))
        case "review": return .review(award: try named("award"), approve: line["approve"] as? Bool ?? false)
        case "correct": return .correct(award: try named("award"))
        case "redeem":
            return .redeem(
                reward: try line.must("reward"), unit: try line.must("unit"), pieces: line.int("pieces")!,
                person: line.text("person"))
        case "capture": return .capture(hold: try named("hold"))
        case "void": return .void(hold: try named("hold"))
        case "restock":
            return .restock(reward: try line.must("reward"), unit: try line.must("unit"), pieces: line.int("pieces")!)
        case "join":
            return .join(
                household: try line.must("household"), person: try line.must("person"), unit: try line.must("unit"),
                from: line.day("from")!)
        case "leave":
            return .leave(
                household: try line.must("household"), person: try line.must("person"), until: line.day("until")!)
        case "erase": return .erase(sequence: try entry(line.must("of")), name: line.text("name"))
        default: throw Wrong("no verb `\(verb)`")
        }
    }

    private func then(_ question: String) throws {
        switch question {
        case "case": try thenCase()
        case "answers":
            guard
                let found = try ward.grid.whoAnswers(
                    line.must("post"), unit: line.must("unit"), on: line.day("day")!, knownAt: line.at("known"))
            else { throw Wrong("nobody answers") }
            if let persons = line.texts("persons") { try expect("persons", persons, found.persons) }
            if let by = line.text("by") { try expect("by", by, "\(found.by)") }
        case "contains":
            try expect("contains", line["is"] as? Bool, ward.grid.contains(line.must("unit"), line.must("other")))
        case "ancestors":
            try expect("ancestors", line.texts("are"), ward.grid.ancestors(line.must("unit")).map(\.id))
        case "descendants":
            let on = line.day("day") ?? "2025-06-30"
            try expect("descendants", line.texts("are"), ward.grid.descendants(line.must("unit"), on: on).map(\.id))
        case "balance": try expect("balance", line.int("is"), ward.points.balance(line.must("account")))
        case "stock":
            try expect("stock", line.int("is"), ward.points.stock(line.must("reward"), unit: line.must("unit")))
        case "lots":
            let lots = try ward.points.passbook(line.must("account"), on: "2025-06-30").lots
            try expect("lots", line.texts("are"), lots.map { "\($0.left)@\($0.expires?.description ?? "never")" })
        case "due": try expect("due", line.int("is"), ward.due(now: line.at("at")!).count)
        case "detail":
            var found: String?
            if case .kept(let text) = try ward.detail(sequence: entry(line.must("id")), name: line.must("name")) {
                found = text
            }
            try expect("detail", line.text("is"), found)
        case "sound":
            try expect("broken", nil, ward.broken())
            try expect("head", ward.head().head, ward.verify())
        default: throw Wrong("no question `\(question)`")
        }
    }

    private func thenCase() throws {
        guard let found = try ward.cases.get(named("case"), at: ward.head().recorded) else { throw Wrong("no such case") }
        let holder = "\(found.holder.post)@\(found.holder.unit)" + (found.holder.person.map { ":\($0)" } ?? "")
        let caseDue = found.clocks.first { $0.clock == .case }?.until
        if let state = line.text("state") { try expect("state", state, found.state) }
        if let expected = line.text("holder") { try expect("holder", expected, holder) }
        if let number = line.text("number") { try expect("number", number, found.number) }
        if let due = line.at("due") { try expect("due", due, found.nextDeadline) }
        if let due = line.at("case_due") { try expect("case_due", due, caseDue) }
        if let overdue = line["overdue"] as? Bool { try expect("overdue", overdue, found.overdue) }
        if let level = line.text("level") { try expect("level", level, found.level) }
    }

    private func meta() throws -> Meta {
        let capacity: Capacity? = line.text("as").map { text in
            let parts = text.split(separator: "@").map(String.init)
            return parts.count == 1 ? .resident : .post(post: parts[0], unit: parts[1])
        }
        let details = (line["details"] as? [String: String] ?? [:]).map { Detail(name: $0.key, text: $0.value) }
        return Meta(
            actor: try line.must("by"), recorded: line.at("at")!, capacity: capacity, onBehalfOf: line.text("for"),
            id: line.text("id"), occurred: line.at("occurred"), salt: line.text("salt").map(bytes), details: details)
    }

    private func bytes(_ hex: String) -> Data {
        let digits = Array(hex)
        return Data(stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16)! })
    }

    private func assignee(_ line: Line) throws -> Assignee {
        Assignee(unit: try line.must("unit"), post: line.text("post"), body: line.text("body"), person: line.text("person"))
    }

    private func sitting(_ line: Line) throws -> Sitting {
        let votes = (line["votes"] as? Line).map {
            Votes(ayes: $0.int("ayes")!, noes: $0.int("noes")!, abstain: $0.int("abstain") ?? 0)
        }
        return Sitting(body: try line.must("body"), attended: line.texts("attended") ?? [], votes: votes)
    }

    private func deed(_ line: Line) throws -> Deed {
        Deed(
            rule: try line.must("rule"), person: try line.must("person"), unit: try line.must("unit"),
            quantity: line.int("quantity"))
    }

    /// The entry that answered a command.
    private func entry(_ id: String) throws -> Int {
        guard let answer = try ward.find(id: id) else { throw Wrong("`\(id)` was not answered") }
        return answer.sequence
    }

    /// An argument that may be a saved id: `"$name"`.
    private func named(_ key: String) throws -> String {
        let text = try line.must(key)
        guard text.hasPrefix("$") else { return text }
        guard let id = saved[String(text.dropFirst())] else { throw Wrong("nothing saved as `\(text)`") }
        return id
    }

    private func says(_ reason: Reason) throws {
        guard let words = line.text("says") else { return }
        if !reason.sentence.contains(words) && !reason.sentenceZh.contains(words) {
            throw Wrong("expected \"\(words)\" in \"\(reason.sentence)\" or \"\(reason.sentenceZh)\"")
        }
    }

    private func expect<T: Equatable>(_ what: String, _ expected: T?, _ found: T?) throws {
        if expected != found {
            throw Wrong(
                "\(what): expected \(expected.map { "\($0)" } ?? "nothing"), found \(found.map { "\($0)" } ?? "nothing")")
        }
    }
}
