// Models that the page is tested with, besides the examples.

export const quiet = `ctm 1
model quiet "Nothing to fear" owner "nobody@acme.example" reviewed 2026-11-01
internet net "Internet" { user u "User" }
host h "Host" with host-firewall
container web "Web" runs "a/b@sha256:${'0'.repeat(64)}" on h
net.u -> web "uses" over https/443
`;

export const single = `ctm 1
model single owner "nobody@acme.example" reviewed 2026-11-01
asset gold "Gold" value high
internet net {
  hacker eve
}
network n trust high {
  container web runs "a/b@sha256:${'0'.repeat(64)}" holds gold has ssrf
}
assert sealed never any hostile touches gold
`;

// Labels that would be markup, script or confusion if anything let them.
export const labels = {
  markup: '<script>window.pwned=1</script><img src=x onerror=window.pwned=2>',
  quotes: `"'&amp;&lt;]]>--><!--`,
  hebrew: 'שלום עולם: שרת',
  chinese: '支付系统数据库主机',
  style: '</style><style>*{display:none}</style>{{7*7}}${7*7}',
};

const text = (label) => `"${label.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;

export const hostile = `ctm 1
## ${labels.markup}
model hostile ${text(labels.markup)} owner ${text(labels.quotes)} reviewed 2026-11-01 version ${text(labels.style)} {
  link "javascript:window.pwned=3", "https://example.com/?a=1&b=<2>"
  assumes ${text(labels.markup)}
}

asset gold ${text(labels.hebrew)} value critical
internet net ${text(labels.quotes)} {
  hacker eve ${text(labels.markup)}
  botnet-operator mirai ${text(labels.hebrew)}
  user u ${text(labels.chinese)}
}
network n ${text(labels.style)} {
  host h ${text(labels.quotes)}
  container web ${text(labels.chinese)} runs "a b/c%20d:1" on h has ssrf evidence ssrf, "javascript:window.pwned=4"
  database db ${text(labels.markup)} runs "postgres:17" on h holds gold
  web -> db ${text(labels.markup)} over postgres/5432 carries gold
}
net.u -> n.web ${text(labels.quotes)} over https/443
assert sealed ${text(labels.markup)} never any hostile touches gold
view odd {
  show n
  title ${text(labels.markup)}
}
accept flood on n.web {
  owner ${text(labels.markup)}
  until 2027-01-31
  because ${text(labels.quotes)}
}
`;

// An estate of `zones` zones with about sixty threats each.
export function estate(zones) {
  const lines = [`ctm 1
model estate "A large estate" owner "estate@acme.example" reviewed 2026-11-01
asset gold "Gold" value critical
internet net "Internet" {
  user u "User"
  hacker eve "Intruder"
  botnet-operator mirai "Botnet"
}
site office "Office" {
  careless-operator tim "Tim" owns dc
}
boundary dc "Data centre" {`];
  for (let i = 0; i < zones; i++)
    lines.push(`  boundary z${i} "Zone ${i}" {
    host h "Host ${i}"
    network n "Network ${i}" {
      container a "App ${i}" runs "acme/app:${i}" on h has ssrf
      container b "Back ${i}" runs "acme/back:${i}" on h has known-vulnerability
      database d "Store ${i}" runs "postgres:17" on h holds gold
      a -> d "queries" over postgres/5432 carries gold
    }
  }`);
  lines.push('}');
  for (let i = 0; i < zones; i++) lines.push(`net.u -> dc.z${i}.n.a "uses" over https/443`);
  lines.push('assert sealed "Nobody touches the gold" never any hostile touches gold');
  return lines.join('\n') + '\n';
}
