"""Makes a failing model small: takes away lines, clauses and values while it still fails."""


def shrink(files, fails, budget=1500):
    """`fails(files)` is true of a model that still shows the failure (and has no errors)."""
    shrinking = Shrinking(files, fails, budget)
    before = None
    while before != size(shrinking.files) and shrinking.budget > 0:
        before = size(shrinking.files)
        shrinking.lines()
        shrinking.clauses()
        shrinking.values()
        shrinking.lifted()
    return shrinking.files


def size(files):
    return sum(1 + sum(1 + len(v) for _, v in line.clauses) for line in files.all_lines())


class Shrinking:
    def __init__(self, files, fails, budget):
        self.files, self.fails, self.budget = files, fails, budget

    def keeps(self, change):
        """Keeps what a change makes of a copy if that still fails."""
        if self.budget <= 0:
            return False
        self.budget -= 1
        files = self.files.copy()
        change(files)
        if not self.fails(files):
            return False
        self.files = files
        return True

    def lines(self):
        number = 0
        while number < len(list(self.files.all_lists())):
            step = max(1, len(list(self.files.all_lists())[number]) // 2)
            while step:
                at = 0
                while True:
                    lists = list(self.files.all_lists())
                    if number >= len(lists) or at >= len(lists[number]):
                        break

                    def cut(files, number=number, at=at, step=step):
                        del list(files.all_lists())[number][at:at + step]
                    if not self.keeps(cut):
                        at += step
                step //= 2
            number += 1

    def clauses(self):
        at = 0
        while at < len(self.files.all_lines()):
            clause = 0
            while clause < len(self.files.all_lines()[at].clauses):
                def cut(files, at=at, clause=clause):
                    del files.all_lines()[at].clauses[clause]
                if not self.keeps(cut):
                    clause += 1
            at += 1

    def values(self):
        at = 0
        while at < len(self.files.all_lines()):
            for clause, (key, values) in enumerate(self.files.all_lines()[at].clauses):
                for value in range(len(values) - 1, -1, -1):
                    if key == "evidence" or len(self.files.all_lines()[at].clauses[clause][1]) < 2:
                        break

                    def cut(files, at=at, clause=clause, value=value):
                        del files.all_lines()[at].clauses[clause][1][value]
                    self.keeps(cut)
            at += 1

    def lifted(self):
        """A place whose own nature does not matter becomes a boundary."""
        for at, line in enumerate(self.files.all_lines()):
            words = line.head.split()
            if len(words) == 2 and line.inner and words[0] != "boundary":
                def plain(files, at=at, words=words):
                    files.all_lines()[at].head = f"boundary {words[1]}"
                self.keeps(plain)
