@testable import Documents

/// Fixed contexts for golden files: one invented case of rectal cancer.
enum Fixture {
    static let contact = Contact(
        name: "Maren Vogt", phone: "+49 30 5550 1723", role: "your navigator", hours: "weekdays 8 to 16")
    static let coordinator = Contact(name: "The board’s office", phone: "+49 30 5550 1700")
    static let signature = Signature(
        name: "Prof. Ruth Adeyemi", role: "chair of the board", time: "26 November 2026, 15:40")
    static let identifiers = [
        Fact(label: "Hospital number", value: "481 516"), Fact(label: "Insurance number", value: "Z 992 031 774"),
    ]

    static func frame(title: String) -> PageFrame {
        PageFrame(title: title, boardName: "Colorectal Tumor Board", contact: coordinator)
    }

    static let packet: PacketContext = {
        let mark = SourceMark(number: "1", title: "Observation/mr-1 in bundle.json")
        var packet = PacketContext(
            boardName: "Colorectal Tumor Board", caseReference: "TB-7K2M", patientName: "Elin <Åse> Lindqvist",
            dateOfBirth: "14 March 1961", identifiers: identifiers, diagnosis: "Adenocarcinoma of the lower rectum",
            urgency: "Standard", urgencyReason: nil,
            sessionDate: "Thursday, 26 November 2026, 14:00 (Europe/Berlin)",
            question: "Can the sphincter be kept if chemoradiation answers well, and is watch-and-wait an option?",
            referrer: "Dr Jonas Brandt, Havel Clinic", version: "2", frozenAt: "19 November 2026, 12:00",
            digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", seatTitle: "surgeon")
        packet.glance = [
            PacketFact("Cancer", "Adenocarcinoma of the lower rectum"),
            PacketFact("Clinical stage", "mrT3b mrN1 M0, stage IIIB (28 Oct 2026)", marks: [mark]),
            PacketFact("Fitness", "ECOG 1 (17 Nov 2026)"),
        ]
        packet.referralReasons = ["life-altering treatment", "the patient wants confirmation"]
        packet.firstOpinion = FirstOpinion(
            by: "Dr Jonas Brandt, Havel Clinic", date: "2 November 2026",
            paragraphs: ["Abdominoperineal resection after long-course chemoradiation."])
        packet.goals = ["To keep singing in the choir", "To live without a permanent stoma if that is safe"]
        packet.patientQuestions = ["Will I need a bag for ever?", "Can I wait until after Christmas?"]
        packet.preferences = ["Avoid a permanent stoma", "Treatment close to home"]
        packet.contradictions = ["Referral says 5 cm from the anal verge, MRI of 28 October says 3 cm."]
        packet.disputes = [
            PacketTable(
                caption: "Not decided", columns: ["What", "The case says", "Also said", "Where"],
                rows: [PacketRow(head: "Side", cells: ["left", "right", "Condition/2"])])
        ]
        packet.earlierVersion = "1"
        packet.differences = [
            DifferenceRow(what: "Record", kind: "new", after: "MRI pelvis (2026-10-28)"),
            DifferenceRow(what: "Marker", kind: "changed", before: "CEA, 5.1", after: "CEA, 6.2 <µg/l>"),
        ]
        packet.timeline = TimelineView(
            svg: Pictures.rectum.svg(), undated: ["HER2: negative"], note: "2 findings are not drawn.",
            table: PacketTable(
                caption: "Oldest first", columns: ["When", "What kind", "What"],
                rows: [PacketRow(head: "20 Oct 2026", cells: ["Diagnosis and pathology", "Biopsy"])]))
        packet.sections = sections(mark)
        packet.notPresented = ["Mismatch repair status", "CT of the chest"]
        packet.staleRecords = ["Colonoscopy, 71 days old (limit 56)"]
        packet.completeness = [
            CompletenessRow(side: "Imaging", score: "4 of 5", because: ["MRI with images", "no CT of the chest"]),
            CompletenessRow(side: "Psychosocial"),
        ]
        packet.sources = [SourceEntry(number: "1", path: "Observation/mr-1", file: "bundle.json")]
        return packet
    }()

    private static func sections(_ mark: SourceMark) -> [PacketSection] {
        [
            PacketSection(
                id: "imaging", title: "Imaging and endoscopy",
                records: [
                    PacketRecord(
                        title: PacketText("MRI pelvis", marks: [mark]),
                        details: ["28 October 2026", "Havel Clinic"],
                        tags: ["new in version 2", "from another hospital"],
                        images: "MR, pelvis; 28 October 2026; 9 series, 412 images",
                        paragraphs: [
                            "Semicircular tumour of the lower rectum, lower border 3 cm above the anal verge, extramural depth 4 mm. Mesorectal fascia free, closest distance 3 mm."
                        ])
                ]),
            PacketSection(
                id: "pathology", title: "Diagnosis and pathology", facts: [PacketFact("Grade", "G2")],
                paragraphs: ["Biopsy: moderately differentiated adenocarcinoma.", "תשובה: אדנוקרצינומה"],
                notPresented: ["Mismatch repair status"]),
            PacketSection(
                id: "laboratory", title: "Laboratory and function",
                tables: [
                    PacketTable(
                        caption: "Laboratory values", columns: ["Value", "Result", "Reference", "Date"],
                        rows: [
                            PacketRow(head: "CEA", cells: ["6.2 µg/l", "< 5.0", "17 Nov 2026"]),
                            PacketRow(head: "Haemoglobin", cells: ["12.1 g/dl", "12.0–15.5", "17 Nov 2026"]),
                        ])
                ]),
            PacketSection(
                id: "fitness", title: "Fitness and other illnesses",
                facts: [PacketFact("Performance status", "ECOG 1, assessed 17 November 2026")],
                lists: [PacketList(title: "Other illnesses", items: ["Type 2 diabetes", "No heart disease known"])]),
        ]
    }

    static let options = [
        OptionRow(
            name: "Chemoradiation, chemotherapy, then surgery if needed", isRecommended: true,
            benefits: "Roughly one in four tumours disappears; the bowel can then be watched instead of operated.",
            sideEffects: "Tiredness, loose stools, numb fingers from oxaliplatin.",
            duration: "About seven months.", burden: "28 daily visits, then nine infusions."),
        OptionRow(
            name: "Chemoradiation, then resection", benefits: "Shortest way to an operation.",
            sideEffects: "Permanent stoma likely.", duration: "About five months.",
            burden: "28 daily visits, about ten days in hospital."),
    ]
    static let nextSteps = [
        NextStep(what: "Mismatch repair test on the biopsy", who: "Pathology, Havel Clinic", by: "1 December 2026"),
        NextStep(
            what: "First visit for radiotherapy planning", who: "Radiotherapy, Dr Ines Duarte", by: "4 December 2026"),
    ]
    static let preferences = [
        PreferenceAnswer(
            preference: "Avoid a permanent stoma", met: true,
            explanation: "An operation is planned only if the tumour does not disappear."),
        PreferenceAnswer(
            preference: "Treatment close to home", met: false,
            explanation: "Radiotherapy of this kind is given in the city only; a taxi is paid for by your insurance."),
    ]
    static let questions = [
        QuestionAnswer(
            question: "Will I need a bag for ever?",
            answer:
                "Probably not. If the tumour disappears you need none; if it does not, the surgeon expects a permanent one."
        ),
        QuestionAnswer(
            question: "Can I wait until after Christmas?",
            answer: "We advise against it. Treatment should begin by 11 December; you have Christmas itself free."),
    ]

    static let letter = LetterContext(
        boardName: "Colorectal Tumor Board", caseReference: "TB-7K2M", date: "26 November 2026",
        recipients: ["Dr Jonas Brandt", "Havel Clinic"], patientName: "Elin <Åse> Lindqvist",
        dateOfBirth: "14 March 1961",
        identifiers: identifiers, sessionDate: "26 November 2026, 14:00 (Europe/Berlin)",
        diagnosis: "Adenocarcinoma of the lower rectum, G2", stage: "mrT3b mrN1 M0, stage IIIB (UICC 8th edition)",
        panel: [
            PanelMember(name: "Dr Tomasz Zielinski", seat: "Surgeon", part: "Opinion"),
            PanelMember(name: "Dr Amara Okafor", seat: "Medical oncologist", part: "Opinion"),
            PanelMember(name: "Dr Ines Duarte", seat: "Radiation oncologist", part: "Opinion"),
            PanelMember(name: "Dr Kofi Mensah", seat: "Radiologist", part: "Findings"),
        ],
        question: "Can the sphincter be kept if chemoradiation answers well, and is watch-and-wait an option?",
        answer: "Yes, on complete clinical response, with close surveillance.", isUnanimous: false, support: "2 of 3",
        intent: "Curative",
        phases: [
            Phase(
                title: "1. Radiotherapy with systemic treatment, at the same time",
                details: [
                    Fact(label: "Radiotherapy", value: "Long course, 50.4 Gy in 28 fractions"),
                    Fact(
                        label: "Systemic treatment", value: "Capecitabine 825 mg/m² twice daily on days of radiotherapy"
                    ),
                ]),
            Phase(
                title: "2. Systemic treatment",
                details: [Fact(label: "Systemic treatment", value: "FOLFOX, nine cycles")]),
            Phase(
                title: "3. Surgery",
                details: [Fact(label: "Surgery", value: "Only without complete clinical response at restaging")]),
        ],
        options: options,
        rationales: [
            Rationale(
                author: "Dr Amara Okafor, medical oncologist",
                text:
                    "Total neoadjuvant treatment raises the rate of complete response and treats distant disease early."
            ),
            Rationale(
                author: "Dr Ines Duarte, radiation oncologist",
                text: "The fascia is free and the tumour low: response may spare the sphincter."),
        ],
        evidence: [
            EvidenceItem(text: "National guideline on rectal cancer, recommendation 7.12", concordance: "follows it")
        ],
        conditions: [
            Condition(
                trigger: "If the CT of the chest shows metastases, the case is presented again",
                expiry: "stands until 26 February 2027")
        ],
        dissents: [
            Dissent(
                author: "Dr Tomasz Zielinski, surgeon", stance: "Prefers surgery in any case",
                text:
                    "At 3 cm from the anal verge regrowth is hard to see early; resection after chemoradiation is safer."
            )
        ],
        firstOpinionComparison: "Differs: resection becomes conditional.", patientQuestions: questions,
        preferences: preferences,
        trials: ["The patient stated no wish about trials.", "No reviewer named a trial for this case."],
        notPresented: ["Mismatch repair status", "CT of the chest"], nextSteps: nextSteps, contact: coordinator,
        signature: signature)

    static let plan = PlanContext(
        boardName: "Colorectal Tumor Board", caseReference: "TB-7K2M", date: "26 November 2026",
        patientName: "Elin <Åse> Lindqvist", greeting: "Dear Mrs Lindqvist",
        reviewers: [
            "Dr Tomasz Zielinski, surgeon", "Dr Amara Okafor, medical oncologist",
            "Dr Ines Duarte, radiation oncologist",
        ],
        lookedAt: ["The MRI scan of 28 October", "The biopsy of 20 October", "Your blood values of 17 November"],
        notPresented: ["A CT scan of your chest"],
        recommendation: [
            "Radiotherapy together with tablets, then chemotherapy. Surgery only if the tumour has not gone by then."
        ],
        steps: [
            "Radiotherapy on 28 working days, with capecitabine tablets", "Chemotherapy by drip, nine times",
            "A check whether the tumour has gone",
        ],
        why: ["This gives you the best chance of keeping your bowel as it is, and aims to cure."],
        goals: ["To keep singing in the choir", "To live without a permanent stoma if that is safe"],
        questions: questions, preferences: preferences, options: options,
        disagreement: [
            "Two of three specialists recommend this. The surgeon would operate in any case, because a tumour so low down is harder to watch."
        ],
        conditions: ["If the scan of your chest shows something, we look at your case again."], nextSteps: nextSteps,
        glossary: [GlossaryEntry(term: "Chemoradiation", meaning: "Radiotherapy and chemotherapy at the same time.")],
        contact: contact, signature: signature)

    static let aid = DecisionAidContext(
        boardName: "Urology Tumor Board", caseReference: "TB-7K2M", date: "26 November 2026",
        patientName: "Elin <Åse> Lindqvist",
        options: [
            AidOption(
                name: "An operation", what: ["The prostate is taken out."],
                benefits: ["98 in 100 are alive after ten years."],
                sideEffects: ["Leaking urine for some months.", "Weaker erections."], duration: ["Four nights."],
                burden: ["Six weeks off work."]),
            AidOption(
                name: "Radiation treatment", what: ["Twenty visits in four weeks."],
                benefits: ["98 in 100 are alive after ten years."], sideEffects: ["A weak bladder for some weeks."],
                duration: ["Four weeks."]),
        ],
        preferences: [
            AidWish(
                wish: "To keep driving my tram",
                answers: [
                    AidAnswer(option: "An operation", words: "After six weeks you can drive again.", isMet: true),
                    AidAnswer(option: "Radiation treatment"),
                ])
        ], goals: ["To be cured", "To stay a couple"],
        glossary: [GlossaryEntry(term: "PSA", meaning: "a protein from the prostate that is measured in blood")],
        contact: contact, signature: signature)

    static var largeAid: DecisionAidContext {
        var aid = aid
        aid.isLargePrint = true
        return aid
    }

    static let summary = SummaryContext(
        boardName: "Colorectal Tumor Board", caseReference: "TB-7K2M", date: "26 November 2026",
        recipients: ["Dr Britta Holm, Holm Family Practice"], patientName: "Elin <Åse> Lindqvist",
        dateOfBirth: "14 March 1961", diagnosis: "Rectal adenocarcinoma", stage: "cT3 cN1 cM0, stage IIIB",
        intent: "Curative", support: "2 of 3",
        recommendation: ["Radiotherapy with systemic treatment: 50.4 Gy", "Surgery"],
        nextSteps: nextSteps,
        conditions: ShortList(
            items: ["If the scan shows more, the case comes back (until 1 March 2027)"], more: "2 more"),
        watchFor: ShortList(items: ["Diarrhoea.", "Fever with low white cells."]), notPresented: "Chest CT",
        contact: contact, signature: signature)

    static let form = OpinionForm(
        action: "/ballot/opinion", draftAction: "/ballot/draft", hidden: [HiddenField(name: "csrf", value: "t0ken")],
        entered: [
            "diagnosisAgree": ["no"], "intent": ["curative"], "phase-1": ["radiotherapy", "systemic"],
            "rating-surgery": ["7"], "rationale": ["A \"good\"\n</textarea> response"],
        ],
        errors: [
            ("diagnosisWhy", "You disagree with the diagnosis; please say why."),
            ("rating-radiotherapy", "Your plan contains radiotherapy; rate it 7 or more, or take it out."),
        ],
        modalities: [
            OpinionForm.Modality(
                code: "surgery", label: "Surgery", detailLabel: "which operation",
                classes: [
                    .init(code: "apr", label: "Abdominoperineal resection"),
                    .init(code: "lar", label: "Low anterior resection"),
                ])
        ]
            + OpinionForm.Modality.standard.dropFirst(),
        boardQuestion: packet.question.text, questions: packet.patientQuestions.map { .init($0.text) },
        preferences: packet.preferences.map(\.text))
}
