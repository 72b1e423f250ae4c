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
        try save(answer.created.map(\.id))
        if let events = line.texts("events") { try expect("events", events, answer.events.map(\.kind)) }
        if let units = line.texts("seen_at") {
            try expect("seen at", units, answer.events.map { ([$0.scope ?? "-"] + $0.also).joined(separator: "+") })
        }
    }

    /// Keeps ids under the names a line gives them.
    private func save(_ ids: [String]) throws {
        let names = line.texts("save") ?? line.text("save").map { [$0] } ?? []
        if names.count > ids.count { throw Wrong("nothing to save as \(names): \(ids)") }
        for (name, id) in zip(names, ids) { saved[name] = id }
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
        case "adopt": return .adopt(bundle: try nextEdition())
        case "migrate":
            let states = line["states"] as? [String: String] ?? [:]
            return .migrate(
                procedure: try line.must("procedure"), states: states.map { StateMove(from: $0.key, to: $0.value) })
        case "add_body":
            return .addBody(
                id: try line.must("body"), name: DisplayName(zh: try line.must("name")), unit: try line.must("unit"),
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
            try expect("descendants", line.texts("are"), ward.grid.descendants(line.must("unit"), on: on).map(\.id))
        case "balance": try expect("balance", line.int("is"), ward.points.balance(line.must("account")))
        case "stock":
            try expect("stock", line.int("is"), ward.points.stock(line.must("reward"), unit: line.must("unit")))
        case "lots":
            let lots = try ward.points.passbook(line.must("account"), on: "2025-06-30").lots
            try expect("lots", line.texts("are"), lots.map { "\($0.left)@\($0.expires?.description ?? "never")" })
        case "due": try expect("due", line.int("is"), ward.due(now: line.at("at")!, seenBy: seenBy).count)
        case "detail":
            var found: String?
            let detail = try ward.detail(sequence: entry(line.must("id")), name: line.must("name"), seenBy: seenBy)
            if case .kept(let text) = detail { found = text }
            try expect("detail", line.text("is"), found)
        case "sound":
            try expect("broken", nil, ward.broken())
            try expect("head", ward.head().head, ward.verify())
        case "members":
            try expect("members", line.texts("are"), ward.grid.members(line.must("body"), on: on).map(\.person))
        case "serves":
            let found = try ward.grid.agreement(line.must("body"), unit: line.must("unit"), on: on)
            try expect("serves", line["is"] as? Bool, found != nil)
        case "judge": try thenJudge()
        case "staffing":
            let gaps = try ward.grid.staffing(on: on).map { "\($0.matter) \($0.unit) \(word($0.lacks))" }
            try expect("staffing", line.texts("are"), gaps)
        default: try thenCases(question)
        }
    }

    private func thenCases(_ question: String) throws {
        let (cases, now) = (ward.cases, try ward.head().recorded)
        switch question {
        case "may":
            try expect("may", line.texts("are"), cases.may(named("case"), line.must("by"), at: now).map(\.id))
        case "why_not":
            let why = try cases.whyNot(named("case"), line.must("action"), line.must("by"), at: now)
            try expect("absent", line["absent"] != nil, why == nil)
            guard let why else { return }
            try says(why.sentence.en ?? "", why.sentence.zh)
            try expect("may", line["is"] as? Bool, why.may)
        case "may_see":
            try expect("may see", line["is"] as? Bool, cases.maySee(named("case"), line.must("by"), at: now))
        case "open":
            let found =
                try line.text("unit").map { try cases.openAt($0, at: now, seenBy: seenBy) }
                ?? cases.heldBy(line.must("person"), at: now, seenBy: seenBy)
            try expect("open", line.texts("are")?.map(id), found.map(\.id))
        case "history":
            try expect("history", line.texts("are"), told(cases.history(named("case"), seenBy: seenBy)))
        case "changes":
            let changes = try ward.changesAfter(sequence: entry(line.must("after")), limit: 1000, seenBy: seenBy)
            try expect("changes", line.texts("are"), told(changes))
        case "excerpt":
            let excerpt = try ward.excerptAfter(
                sequence: entry(line.must("after")), limit: 1000, units: line.texts("units") ?? [], wholeWard: false,
                seenBy: seenBy)
            try expect("excerpt", line.texts("are"), excerpt.disclosed().map { "\($0.kind)" })
        case "begun":
            guard let begun = try view()?.begun else { throw Wrong("no such case") }
            try expect("begun", line.int("is"), begun.count)
            try save(begun)
        case "figures": try thenFigures()
        case "figures_by":
            let parts = try cases.figuresBy(counted(), by: groupBy(line.must("by")), at: now)
            try expect("figures by", line.texts("are"), parts.map { "\(word($0.group)) \($0.figures.registered)" })
        case "on_time":
            let rates = try cases.onTime(counted()).map { "\($0.matter) \($0.state ?? "case") \(word($0.kept))" }
            try expect("on time", line.texts("are"), rates)
        default: throw Wrong("no question `\(question)`")
        }
    }

    private func thenFigures() throws {
        let figures = try ward.cases.figures(counted(), at: ward.head().recorded)
        let numbers = [
            "registered": figures.registered, "closed": figures.closed, "open": figures.open,
            "overdue": figures.overdue,
        ]
        for (key, found) in numbers { if let number = line.int(key) { try expect(key, number, found) } }
        let rates = [
            "response": figures.response, "resolution": figures.resolution, "satisfaction": figures.satisfaction,
        ]
        for (key, found) in rates { if let rate = line.text(key) { try expect(key, rate, word(found)) } }
        if let solved = line.texts("solved") {
            try expect("solved", solved, figures.solved.filter { $0.cases > 0 }.map { "\($0.level) \($0.cases)" })
        }
    }

    private func thenJudge() throws {
        guard let held = line["sitting"] as? Line else { throw Wrong("`sitting` is missing") }
        switch try ward.grid.judge(sitting(held), on: on) {
        case .valid(_, _, let passed):
            try expect("valid", line["valid"] as? Bool, true)
            if line["passed"] != nil { try expect("passed", line["passed"] as? Bool, passed) }
        case .invalid(let why):
            try says(why.en ?? "", why.zh)
            try expect("valid", line["valid"] as? Bool, false)
        case nil: throw Wrong("no rulebook")
        }
    }

    /// A case as the line's viewer sees it.
    private func view() throws -> Case? {
        try ward.cases.get(named("case"), at: ward.head().recorded, seenBy: seenBy)
    }

    private func thenCase() throws {
        if line["absent"] != nil { return try expect("absent", nil, view()?.id) }
        guard let found = try view() else { throw Wrong("no such case") }
        let holder = "\(found.holder.post)@\(found.holder.unit)" + (found.holder.person.map { ":\($0)" } ?? "")
        let caseDue = found.clocks.first { $0.clock == .case }?.until
        if let state = line.text("state") { try expect("state", state, found.state) }
        if let expected = line.text("holder") { try expect("holder", expected, holder) }
        if let number = line.text("number") { try expect("number", number, found.number) }
        if let due = line.at("due") { try expect("due", due, found.nextDeadline) }
        if let due = line.at("case_due") { try expect("case_due", due, caseDue) }
        if let overdue = line["overdue"] as? Bool { try expect("overdue", overdue, found.overdue) }
        if let level = line.text("level") { try expect("level", level, found.level) }
        if let body = line.text("body") { try expect("body", body, found.holder.body) }
        if let parts = line.int("parts") { try expect("parts", parts, found.openParts) }
        if let marks = line.texts("marks") {
            try expect("marks", marks, found.marks.map { mark in mark.mark + (mark.person.map { ":\($0)" } ?? "") })
        }
        if let paused = line.texts("paused") { try expect("paused", paused, found.paused.map { "\($0.clock)" }) }
        let awaited = found.clocks.filter { $0.awaited != nil }
        if let ends = line.texts("awaited") {
            // Since when the calendar is not published, the sentence tells.
            let told = zip(awaited, ends).map { clock, end in
                let day = end.split(separator: " ").last.map(String.init) ?? ""
                let since = clock.awaited!.zh.contains(day) ? day : ""
                return "\(clock.clock) \(clock.counted ?? 0)+\(clock.remaining ?? 0) \(since)"
            }
            try expect("awaited", ends.count, awaited.count)
            try expect("awaited", ends, told)
        }
        if let sentence = awaited.first?.awaited { try says(sentence.en ?? "", sentence.zh) }
        if let requesters = line.texts("requesters") { try expect("requesters", requesters, found.requesters) }
        if line["origin"] != nil { try expect("origin", line.text("origin").map(id), found.origin?.case) }
        if line["merged_into"] != nil { try expect("merged_into", line.text("merged_into").map(id), found.mergedInto) }
    }

    /// The rulebook of the tables with some words of it replaced, in force from another day.
    private func nextEdition() throws -> String {
        let first = #""from":"2025-01-01""#
        var text = try Tables.text("bundle.json")
        guard let place = text.range(of: first) else { throw Wrong("no first day") }
        text.replaceSubrange(place, with: #""from":"\#(try line.must("from"))""#)
        for (word, other) in line["with"] as? [String: String] ?? [:] {
            text = text.replacingOccurrences(of: word, with: other)
        }
        return text
    }

    private func counted() -> Counted {
        Counted(
            from: line.at("from")!, until: line.at("until")!, unit: line.text("unit"), matter: line.text("matter"),
            seenBy: seenBy)
    }

    private func groupBy(_ word: String) -> GroupBy {
        switch word {
        case "level": .level
        case "matter": .matter
        case "month": .month
        case "year": .year
        default: .place(level: String(word.dropFirst("unit:".count)))
        }
    }

    private func word(_ group: CaseGroup) -> String {
        switch group {
        case .place(let unit): unit
        case .level(let level): level
        case .matter(let matter): matter
        case .since(let day): day.description
        }
    }

    private func word(_ rate: Rate) -> String { "\(rate.part)/\(rate.of)" }

    private func word(_ lack: Lack) -> String {
        switch lack {
        case .entry: "entry"
        case .handler: "handler"
        case .actor: "actor"
        }
    }

    /// What entries tell: who asked and what followed; `time` for what fell due, `-` where that is not shown.
    private func told(_ changes: [Change]) -> [String] {
        changes.map { change in
            let by = change.actor ?? (change.causeJson.isEmpty ? "-" : "time")
            return ([by] + change.events.map(\.kind)).joined(separator: " ")
        }
    }

    private var seenBy: PersonId? { line.text("seen_by") }

    private var on: CalendarDay { line.day("day") ?? "2025-06-30" }

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
            Votes(ayes: $0.int("ayes")!, noes: $0.int("noes")!, abstain: $0.int("abstain"))
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
    private func named(_ key: String) throws -> String { try id(line.must(key)) }

    private func id(_ text: String) throws -> String {
        guard text.hasPrefix("$") else { return text }
        guard let id = saved[String(text.dropFirst())] else { throw Wrong("nothing saved as `\(text)`") }
        return id
    }

    private func says(_ reason: Reason) throws { try says(reason.sentence, reason.sentenceZh) }

    private func says(_ en: String, _ zh: String) throws {
        guard let words = line.text("says") else { return }
        if !en.contains(words) && !zh.contains(words) { throw Wrong("expected \"\(words)\" in \"\(en)\" or \"\(zh)\"") }
    }

    private func expect<T: Equatable>(_ what: String, _ expected: T?, _ found: T?) throws {
        if expected != found {
            throw Wrong(
                "\(what): expected \(expected.map { "\($0)" } ?? "nothing"), found \(found.map { "\($0)" } ?? "nothing")")
        }
    }
}
