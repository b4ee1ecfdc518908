"""What is told of a random model and claimed of it, and changes no state: worth, owners, tags,
former names; assertions, acceptances, treatments, views."""
import library
from library import PRIVILEGES

LEVELS = ["low", "medium", "high", "critical"]
TRUST = ["none", "low", "medium", "high"]
LINTS = ["shadowed-name", "unused-secret", "unused-asset", "silent-machine", "unguarded-crossing",
         "missing-relation", "idle-control", "idle-evidence"]
GLYPHED = {"boundary": "cluster", "machine": "container", "actor": "person", "data": "asset"}
ACTING = frozenset(("machine", "actor"))


class Words:
    """A set: every thing of a kind or stance of the model."""

    def __init__(self, word):
        self.word = word


class Claim:
    """Parts of a header (texts and things) and clauses."""

    def __init__(self, head, clauses):
        self.head, self.clauses = head, clauses


class Claims:
    """Of a Maker."""

    # --- things ----------------------------------------------------------------------------

    def make_told(self):
        for thing in self.things:
            for key, p, values in self.told(thing):
                if self.chance(p):
                    thing.said.append([key, values])

    def told(self, thing):
        found = [("owner", 0.1, ['"team@example.org"']), ("link", 0.1, ['"https://example.org/x"']),
                 ("tags", 0.1, ["blue", "green-2"]), ("assumes", 0.05, ['"That holds."'])]
        if thing.prefix is None:
            found.append(("was", 0.07, self.former(thing)))
        if thing.root in GLYPHED:
            found.append(("glyph", 0.05, [GLYPHED[thing.root]]))
        if thing.root in ("data", "machine"):
            found += [(k, 0.1, [self.pick(LEVELS)])
                      for k in ("confidentiality", "integrity", "availability")]
            found.append(("value", 0.3, [self.pick(LEVELS)]))
        if thing.root == "boundary":
            found.append(("trust", 0.3, [self.pick(TRUST)]))
        return found

    def former(self, thing):
        name = self.new_name("former")
        if thing.ends is not None and self.chance(0.5):
            return [f"{name}.a -> {name}.b"]
        return [name, f"{name}.inner"]

    # --- claims ----------------------------------------------------------------------------

    def make_claims(self):
        self.claims = []  # (file, Claim)
        for file in self.files:
            if self.chance(0.4):
                self.claim(file, self.model_line())
            for make, most in ((self.never, 3), (self.require, 2), (self.accept_rule, 3),
                               (self.accept_lint, 1), (self.accept_scenario, 1),
                               (self.treat, 1), (self.view, 2)):
                for _ in range(self.random.randint(0, most)):
                    self.claim(file, make(file))
        for file in self.files:
            if self.must_rule:
                self.claim(file, self.accept_rule(file))

    def claim(self, file, claim):
        """Nothing is accepted or treated twice."""
        if not claim:
            return
        on = [v for k, vs in claim.clauses if k == "on" for v in vs]
        subject = [claim.head, on]
        if all(subject != [c.head, [v for k, vs in c.clauses if k == "on" for v in vs]]
               for _, c in self.claims):
            self.claims.append((file, claim))

    def model_line(self):
        every = [["owner", ['"owner@example.org"']], ["version", ['"1.2"']],
                 ["reviewed", [self.pick(["2025-02-28", "2026-11-01"])]],
                 ["assumes", ['"The cloud is sound."', '"So is the law."']],
                 ["link", ['"https://example.org/m"']]]
        return Claim([f'model {self.new_name("it")} "It"'], [c for c in every if self.chance(0.6)])

    def seen(self, file, roots=library.ANY, kind=None):
        """What a file can name by a path; an image that is but a text has none."""
        return [t for t in self.things if t.root in roots and self.nameable(t)
                and t.prefix is None and self.sees(file, t)
                and (kind is None or self.words.is_a(t.kind, kind))]

    def of_set(self, file, roots, stances=False):
        """A thing, or all of a kind or a stance. None where there is nothing."""
        if stances and self.chance(0.5):
            return Words(self.pick(["hostile", "careless", "legitimate"]))
        texts = [t for t in self.things if t.prefix is not None]
        if texts and "data" in roots and self.chance(0.1):
            return self.pick(texts)
        things = self.seen(file, roots)
        if not things:
            return None
        if self.chance(0.35):
            kinds = [k for k in self.words.ancestors(self.pick(things).kind)
                     if k == "place" or self.words.root(k) in roots]
            return Words(self.pick([k for k in kinds if k != "place"] or kinds))
        return self.pick(things)

    def sets(self, file, roots, most=2, stances=False):
        """Several of them, each once."""
        found = [self.of_set(file, roots, stances) for _ in range(self.random.randint(1, most))]
        kept = {}
        for value in found:
            if value is not None:
                kept.setdefault(value.word if isinstance(value, Words) else id(value), value)
        return list(kept.values())

    # --- assertions ------------------------------------------------------------------------

    def never(self, file):
        who = self.sets(file, ACTING if self.chance(0.3) else library.ACTOR, 2, True)
        verb = self.pick(["touches", "harms", "gains"])
        what = self.gained(file) if verb == "gains" else self.sets(file, library.ANY)
        if not who or not what:
            return None
        clauses = [["never", who], [verb, what]]
        if self.chance(0.3):
            clauses.append(["except", self.sets(file, library.ACTOR)])
        if self.chance(0.3):
            clauses.append(["within", [str(self.random.randint(0, 12))]])
        if self.chance(0.3):
            clauses.append(["despite", self.sets(file, library.ACTOR, 2, True)])
        return Claim([f'assert {self.new_name("claim")}'] + self.title(),
                     [c for c in clauses if c[1]])

    def title(self):
        return [' "So it is"'] if self.chance(0.3) else []

    def gained(self, file):
        privilege = self.pick(PRIVILEGES)
        return [(value, f".{privilege}") if not isinstance(value, Words)
                else Words(f"{value.word}.{privilege}")
                for value in self.sets(file, PRIVILEGES[privilege])
                if isinstance(value, Words) or value.prefix is None]

    def require(self, file):
        on = self.of_set(file, self.pick([library.FLOW, library.MACHINE, library.ANY]))
        if on is None:
            return None
        kind = on.word if isinstance(on, Words) else on.kind
        controls = {self.control_at(kind) for _ in range(self.pick([1, 1, 2]))} - {None}
        if not controls or kind == "place":
            return None
        clauses = [["require", sorted(controls)], ["on", [on]]]
        if self.chance(0.3):
            clauses.append(["in", self.sets(file, library.BOUNDARY)])
        if self.chance(0.5) and self.words.root(kind) == "flow":
            clauses.append(["across", self.sets(file, library.BOUNDARY)])
        if self.chance(0.2):
            clauses.append(["except", self.sets(file, {self.words.root(kind)})])
        return Claim([f'assert {self.new_name("claim")}'] + self.title(),
                     [c for c in clauses if c[1]])

    # --- acceptances and treatments --------------------------------------------------------

    def approved(self):
        clauses = [["owner", ['"boss@example.org"']], ["until", [self.pick(["2027-01-31",
                                                                             "2026-02-28"])]],
                   ["because", ['"It is worth \\"it\\"."']]]
        more = [["since", ["2026-01-01"]], ["ticket", ['"T-1"']],
                ["link", ['"https://example.org/t"']]]
        return clauses + [c for c in more if self.chance(0.3)]

    def rule_at(self, file):
        """(a technique or mistake, a thing where it happens), or None."""
        must = self.must_rule and self.seen(file, library.ANY, self.words.rules[self.must_rule][1])
        if must:
            name, self.must_rule = self.must_rule, None
            return name, self.pick(must)
        fitting = {}
        for name, (word, kind) in self.words.rules.items():
            if word != "rule" and self.seen(file, library.ANY, kind):
                fitting.setdefault(kind, []).append(name)
        if not fitting:
            return None
        kind = self.pick(fitting)
        return self.pick(fitting[kind]), self.pick(self.seen(file, library.ANY, kind))

    def accept_rule(self, file):
        found = self.rule_at(file)
        if not found:
            return None
        clauses = self.approved() + [["on", [found[1]]]]
        people = self.seen(file, library.ACTOR)
        if people and self.chance(0.3):
            clauses.append(["by", [self.pick(people)]])
        if self.chance(0.3):
            clauses.append(["up-to", [self.pick(LEVELS)]])
        return Claim([f"accept {found[0]}"], clauses)

    def accept_lint(self, file):
        things = self.seen(file)
        return things and Claim([f"accept {self.pick(LINTS)}"],
                                self.approved() + [["on", [self.pick(things)]]])

    def accept_scenario(self, file):
        claims = [c for f, c in self.claims if f == file and c.head[0].startswith("assert ")]
        if claims and self.chance(0.5):
            return Claim(["accept " + self.pick(claims).head[0].split()[1]], self.approved())
        people, things = self.seen(file, library.ACTOR), self.seen(file, library.DATA)
        if not people or not things:
            return None
        clauses = self.approved()
        if self.chance(0.5):
            clauses.append(["up-to", [self.pick(LEVELS)]])
        return Claim(["accept ", self.pick(people), " -> ", self.pick(things)], clauses)

    def treat(self, file):
        found = self.rule_at(file)
        if not found:
            return None
        clauses = [["on", [found[1]]], ["with", [self.pick(self.words.controls)]]]
        more = [["owner", ['"ops@example.org"']], ["until", ["2027-03-31"]], ["ticket", ['"T-2"']],
                ["because", ['"Later."']], ["link", ['"https://example.org/u"']]]
        return Claim([f"treat {found[0]}"], clauses + [c for c in more if self.chance(0.5)])

    # --- views -----------------------------------------------------------------------------

    def view(self, file):
        clauses = [[k, self.sets(file, library.ANY)] for k in ("show", "hide", "focus")
                   if self.chance(0.3)]
        if self.chance(0.3):
            clauses.append(["collapse", self.sets(file, library.PLACES)])
        people, things = self.seen(file, library.ACTOR), self.seen(file)
        if people and self.chance(0.4):
            who = self.pick(people) if self.chance(0.5) else Words("hostile")
            clauses.append(["paths", [(who, " -> ", self.pick(things))]])
        clauses += [c for c in (["direction", [self.pick(["right", "down"])]],
                                ["labels", ["full"]], ["link", ['"https://example.org/v"']])
                    if self.chance(0.3)]
        if self.chance(0.5):
            clauses.append(["title", ['"A view"']])
        return Claim([f'view {self.new_name("sheet")}'], [c for c in clauses if c[1]])
