"""Models of one shape, each in two sizes: what grows with the square of a model shows here before it
shows in an estate."""

HEAD = ('ctm 1\nmodel m "M" owner "o" reviewed 2026-11-01\n'
        "internet net {\n  hacker eve\n  user joe\n}\n")
DOOR = "net.joe -> k.c0 over https/443\n"


def containers(count, clauses=""):
    return "".join(f"  container c{i}{clauses.format(i=i)}\n" for i in range(count))


def flat(n):
    return f"{HEAD}cluster k with firewall {{\n{containers(n, ' has ssrf')}}}\n{DOOR}"


def chain(n):
    calls = "".join(f"  c{i} -> c{i + 1} over https/443\n" for i in range(n // 2 - 1))
    return (f"{HEAD}cluster k with network-policy {{\n{containers(n // 2, ' has command-injection')}"
            f"{calls}}}\n{DOOR}")


def accepted(n):
    accepts = "".join(f'accept flood on k.c{i} {{\n  owner "x"\n  until 2030-01-01\n  because "y"\n}}\n'
                      for i in range(n))
    return f"{HEAD}cluster k {{\n{containers(n, ' has ssrf')}}}\n{DOOR}{accepts}"


def renamed(n):
    return f"{HEAD}cluster k {{\n{containers(n, ' was d{i}')}}}\n{DOOR}"


def images(n):
    runs = ' runs "i{i}"'
    return f"{HEAD}cluster k {{\n{containers(n // 2, runs)}}}\n{DOOR}"


def namespaces(n):
    spaces = "".join(f"  namespace n{i} {{\n    container c has ssrf\n  }}\n" for i in range(n // 2))
    return f"{HEAD}cluster k {{\n{spaces}}}\nnet.joe -> k.n0.c over https/443\n"


def secrets(n):
    passwords = "".join(f"password p{i} opens k.c{i}\n" for i in range(n // 2))
    holders = "".join(f"  container c{i} holds p{(i + 1) % (n // 2)} has leaks-environment\n"
                      for i in range(n // 2))
    return f"{HEAD}{passwords}cluster k {{\n{holders}}}\n{DOOR}"


def one_store(n):
    assets = "".join(f"asset a{i} value high\n" for i in range(n))
    names = ",\n    ".join(f"a{i}" for i in range(n))
    return f"{HEAD}{assets}cluster k {{\n  store c0 {{\n    holds {names}\n  }}\n}}\n{DOOR}"


def agents(n):
    few = n // 100  # each on every node: ties are the square of that
    nodes = "".join(f"  node n{i}\n" for i in range(few))
    return (f"{HEAD}cluster k {{\n{nodes}{containers(few // 10 + 1, ' on any node')}"
            f"{''.join(f'  container d{i}' + chr(10) for i in range(n))}}}\n{DOOR}")


def extended(n):
    extends = "".join(f"extend k.c{i} {{ with non-root }}\n" for i in range(n))
    return f"{HEAD}cluster k {{\n{containers(n)}}}\n{DOOR}{extends}"


def templates(n):
    said = "".join(f'template t{i} "T" with non-root\n' for i in range(n))
    return f"{HEAD}{said}cluster k {{\n{containers(n, ' is t{i}')}}}\n{DOOR}"


ALL = (flat, chain, accepted, renamed, images, namespaces, secrets, one_store, agents, extended,
       templates)
