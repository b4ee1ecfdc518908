<!DOCTYPE x [<!ENTITY a "b">]>
<x/>
