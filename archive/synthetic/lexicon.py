"""The words that the invented texts are made of, the frequent ones first."""

from __future__ import annotations

NOUNS = (
    "report plan road school border market bridge village worker vote budget court hospital "
    "meeting convoy harbour factory union river station farmer student crowd permit contract "
    "election law loan pipeline shipment depot barrack checkpoint curfew truck warehouse mine "
    "office council minister mayor deputy governor envoy soldier officer doctor teacher driver "
    "lawyer judge witness resident family shopkeeper trader engineer fisherman miner nurse "
    "reporter editor banker investor tenant landlord neighbour visitor passenger pilot sailor "
    "treaty agreement deadline proposal amendment draft clause article chapter ruling verdict "
    "appeal complaint petition inquiry audit review survey census ballot campaign poll debate "
    "speech statement letter memo document archive record database map photograph video radio "
    "broadcast newspaper leaflet poster banner rally march strike boycott blockade barricade "
    "siege raid ambush patrol garrison brigade battalion regiment squad unit commander recruit "
    "veteran militia rifle mortar rocket drone helicopter tank trench bunker tunnel crater "
    "explosion fire flood drought storm earthquake landslide harvest crop orchard vineyard "
    "pasture herd well reservoir dam canal irrigation turbine generator substation cable mast "
    "antenna satellite server network router device sensor camera battery engine tyre brake "
    "railway tram ferry airport runway terminal highway junction roundabout tollgate lane "
    "pavement square fountain statue monument museum theatre cinema library stadium gymnasium "
    "pool park garden cemetery church mosque temple synagogue monastery shrine pilgrim priest "
    "imam bishop novice choir festival holiday wedding funeral ceremony parade anniversary "
    "tax tariff subsidy grant pension salary wage bonus fine fee rent mortgage debt bond share "
    "dividend currency coin banknote invoice receipt ledger account auction tender bid lease "
    "licence passport visa quota camp tent shelter blanket ration kitchen clinic ward vaccine "
    "syringe bandage ambulance stretcher surgeon midwife patient epidemic virus laboratory "
    "sample microscope thesis lecture seminar scholarship exam diploma classroom campus "
    "dormitory kindergarten playground textbook notebook pencil blackboard alphabet dialect "
    "proverb poem novel essay memoir diary portrait sculpture mosaic carpet loom kiln anvil "
    "forge chisel ladder scaffold crane bulldozer excavator quarry brick plank beam roof "
    "chimney cellar attic balcony courtyard gate fence hedge ditch culvert weir lighthouse "
    "jetty wharf anchor hull mast rudder propeller trawler dinghy barge raft buoy reef lagoon"
).split()

ADJECTIVES = (
    "new local former public early late long recent northern southern eastern western central "
    "regional national foreign joint armed civil military economic political legal disputed "
    "heavy light small large narrow broad quiet loud sudden gradual steep flat damaged abandoned "
    "rebuilt temporary permanent provisional formal informal secret open closed crowded empty "
    "delayed planned unexpected rare common annual weekly daily urgent routine costly cheap "
    "fragile stable tense calm bitter cautious hopeful weary young elderly rural urban coastal "
    "mountainous remote nearby distant ancient modern historic makeshift fortified unfinished "
    "overgrown flooded parched frozen dusty muddy paved unpaved electric diesel wooden concrete "
    "brass copper woollen silken porcelain crimson violet amber ochre turquoise"
).split()

PAST_VERBS = (
    "opened closed delayed reached crossed blocked repaired damaged inspected guarded left "
    "visited approved rejected postponed questioned welcomed criticised ignored praised joined "
    "divided surrounded supplied searched cleared restored rebuilt funded audited measured "
    "counted recorded photographed described mentioned reviewed signed amended cancelled "
    "extended shortened renamed relocated expanded reduced doubled halved outlawed licensed "
    "taxed insured auctioned inherited leased surveyed mapped drained irrigated ploughed paved "
    "lit heated cooled painted whitewashed dismantled salvaged scuttled refloated quarantined"
).split()

SPEAKERS = (
    "residents|officials|witnesses|local media|doctors|police|aid workers|analysts|diplomats|"
    "traders|the mayor’s office|a spokesperson|union leaders|teachers|lawyers|two people "
    "familiar with the matter|rights groups|farmers|the ministry|observers"
).split("|")

TIMES = (
    "on Monday|on Tuesday|last week|earlier this month|in recent days|overnight|before dawn|"
    "late on Friday|for the third time this year|since the spring|after weeks of talks|"
    "in the past year|at noon|by Thursday evening|for several hours"
).split("|")

# {a} adjective, {n} and {m} nouns, {v} past verb, {c} an invented name, {s} who says so, {t} when.
FILLERS = (
    "The {a} {n} {v} the {m} near {c} {t}, {s} said.",
    "According to {s}, the {n} in {c} had been {a} {t}.",
    "The {a} {n} and the {m} of {c} remained {a2} {t}.",
    "“The {n} is still {a},” {s} said of the {m}.",
    "{S} described the {m} as {a} and said that the {n} would stay closed.",
    "The {c} {n} {v} its {m} {t}.",
    "It was not clear whether the {a} {n} had {v} the {m}.",
    "The {n}, which {s} called {a}, {v} the {m} outside {c}.",
    "No {m} was {a} enough to replace the {n}, {s} said.",
    "Since then, each {n} has needed another {a} {m}.",
    "Neither the {n} nor the {m} {v} the {a} plan for {c}.",
    "{S} asked for some {a} {n} {t}, but the {m} did not come.",
    "In {c}, the {n} {v} the {a2} {m}, and {s} expected more.",
    "The dispute over the {a} {n} goes back to the {m} of {c}.",
    "The price of every {n} rose {t}, {s} said, as the {m} stayed {a}.",
    "The {m} at {c} holds one {a} {n} and little else.",
    "Much of the {n} was {a} when the {m} {v} it.",
    "{S} said they had seen the {a} {n} beside the {m} {t}.",
)

ROLE_TITLES = (
    "minister|deputy minister|spokesperson|governor|mayor|general|colonel|chair|secretary|"
    "head of office|member of parliament|envoy|commissioner|director|adviser|commander"
).split("|")

# What a count says of whom: “12 people”.
GROUPS = (
    "people|civilians|soldiers|protesters|workers|children|women|police officers|students|"
    "villagers|fighters|journalists|aid workers|passengers"
).split("|")

ASSETS = (
    "warships|fighter jets|armoured vehicles|battalions|air defence batteries|patrol boats|"
    "helicopters|reserve units"
).split("|")

UNNAMED = (
    "a defence official|a senior official|a person briefed on the talks|a resident|a diplomat|"
    "an army officer|a local doctor|a witness|a member of the council|a security source"
).split("|")

UNNAMED_GROUPS = (
    "gunmen|unidentified attackers|local militia fighters|masked men|a group of protesters"
).split("|")

RETRACTIONS = (
    "The article was withdrawn by its source.",
    "Coded twice; the other record stands.",
    "The coding rested on a misread date.",
    "The source has corrected the account that this rested on.",
)

CHANGE_NOTES = (
    "An earlier version of this article misstated the number of people affected.",
    "This story has been updated with additional developments.",
    "A paragraph was added on the reactions.",
)
