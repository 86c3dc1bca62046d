"""What FTS5's tokenizer `unicode61` makes of each character, frozen as data for the other engine.

PostgreSQL and Python fold by these tables, SQLite by its own: `tests/archive/search` compares the
three over every code point. Read off SQLite 3.40 with the options in `archive.search.sqlite`; its
tables are those of one Unicode version for good, which is what an index needs.
"""

from __future__ import annotations


def _ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Read `41-5a 61` as pairs of code points, both ends included."""
    pairs = (word.partition("-") for word in text.split())
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)


def _pairs(text: str) -> dict[int, int]:
    """Read `41>61*26` as 26 pairs of code points from there on, `*5/2` as every other one."""
    pairs: dict[int, int] = {}
    for word in text.split():
        pair, _, run = word.partition("*")
        count, _, step = run.partition("/")
        old, _, new = pair.partition(">")
        for index in range(0, int(count or 1) * int(step or 1), int(step or 1)):
            pairs[int(old, 16) + index] = int(new, 16) + index
    return pairs


# What separates words: what is no letter, number, mark within a word, or for private use.
SEPARATORS = _ranges(
    "0-2f 3a-40 5b-60 7b-a9 ab-b1 b4 b6-b8 bb bf d7 f7 2c2-2c5 2d2-2df 2e5-2eb 2ed 2ef-2ff 375 "
    "37e 384-385 387 3f6 482 488-489 55a-55f 589-58a 58f 5be 5c0 5c3 5c6 5f3-5f4 600-604 606-60f "
    "61b 61e-61f 66a-66d 6d4 6dd-6de 6e9 6fd-6fe 700-70d 70f 7f6-7f9 830-83e 85e 964-965 970 "
    "9f2-9f3 9fa-9fb af0-af1 b70 bf3-bfa c7f d79 df4 e3f e4f e5a-e5b f01-f17 f1a-f1f f34 f36 f38 "
    "f3a-f3d f85 fbe-fc5 fc7-fcc fce-fda 104a-104f 109e-109f 10fb 1360-1368 1390-1399 1400 "
    "166d-166e 1680 169b-169c 16eb-16ed 1735-1736 17d4-17d6 17d8-17db 1800-180a 180e 1940 "
    "1944-1945 19de-19ff 1a1e-1a1f 1aa0-1aa6 1aa8-1aad 1b5a-1b6a 1b74-1b7c 1bfc-1bff 1c3b-1c3f "
    "1c7e-1c7f 1cc0-1cc7 1cd3 1fbd 1fbf-1fc1 1fcd-1fcf 1fdd-1fdf 1fed-1fef 1ffd-1ffe 2000-2064 "
    "206a-206f 207a-207e 208a-208e 20a0-20b9 20dd-20e0 20e2-20e4 2100-2101 2103-2106 2108-2109 "
    "2114 2116-2118 211e-2123 2125 2127 2129 212e 213a-213b 2140-2144 214a-214d 214f 2190-23f3 "
    "2400-2426 2440-244a 249c-24e9 2500-26ff 2701-2775 2794-2b4c 2b50-2b59 2ce5-2cea 2cf9-2cfc "
    "2cfe-2cff 2d70 2e00-2e2e 2e30-2e3b 2e80-2e99 2e9b-2ef3 2f00-2fd5 2ff0-2ffb 3000-3004 "
    "3008-3020 3030 3036-3037 303d-303f 309b-309c 30a0 30fb 3190-3191 3196-319f 31c0-31e3 "
    "3200-321e 322a-3247 3250 3260-327f 328a-32b0 32c0-32fe 3300-33ff 4dc0-4dff a490-a4c6 "
    "a4fe-a4ff a60d-a60f a670-a673 a67e a6f2-a6f7 a700-a716 a720-a721 a789-a78a a828-a82b "
    "a836-a839 a874-a877 a8ce-a8cf a8f8-a8fa a92e-a92f a95f a9c1-a9cd a9de-a9df aa5c-aa5f "
    "aa77-aa79 aade-aadf aaf0-aaf1 abeb fb29 fbb2-fbc1 fd3e-fd3f fdfc-fdfd fe10-fe19 fe30-fe52 "
    "fe54-fe66 fe68-fe6b feff ff01-ff0f ff1a-ff20 ff3b-ff40 ff5b-ff65 ffe0-ffe6 ffe8-ffee "
    "fff9-ffff 10100-10102 10137-1013f 10179-10189 10190-1019b 101d0-101fc 1039f 103d0 10857 "
    "1091f 1093f 10a50-10a58 10a7f 10b39-10b3f 11047-1104d 110bb-110c1 11140-11143 111c5-111c8 "
    "12470-12473 1d000-1d0f5 1d100-1d126 1d129-1d164 1d16a-1d16c 1d173-1d17a 1d183-1d184 "
    "1d18c-1d1a9 1d1ae-1d1dd 1d200-1d241 1d245 1d300-1d356 1d6c1 1d6db 1d6fb 1d715 1d735 1d74f "
    "1d76f 1d789 1d7a9 1d7c3 1eef0-1eef1 1f000-1f02b 1f030-1f093 1f0a0-1f0ae 1f0b1-1f0be "
    "1f0c1-1f0cf 1f0d1-1f0df 1f110-1f12e 1f130-1f16b 1f170-1f19a 1f1e6-1f202 1f210-1f23a "
    "1f240-1f248 1f250-1f251 1f300-1f320 1f330-1f335 1f337-1f37c 1f380-1f393 1f3a0-1f3c4 "
    "1f3c6-1f3ca 1f3e0-1f3f0 1f400-1f43e 1f440 1f442-1f4f7 1f4f9-1f4fc 1f500-1f53d 1f540-1f543 "
    "1f550-1f567 1f5fb-1f640 1f645-1f64f 1f680-1f6c5 1f700-1f773 e0001 e0020-e007f"
)

# What the tokenizer takes for letters because it is younger than its tables (signs, emoji), or is a
# modifier (variation selectors, letters that stand for an apostrophe); given to it as separators.
MORE_SEPARATORS = _ranges(
    "2bb-2bc 58d-58e 605 61c-61d 7fe-7ff 888 890-891 8e2 9fd a76 c77 c84 d4f 1abe 1b7d-1b7e "
    "2066-2069 20ba-20c0 218a-218b 23f4-23ff 2700 2b4d-2b4f 2b5a-2b73 2b76-2b95 2b97-2bff "
    "2e3c-2e5d 32ff a8fc ab5b ab6a-ab6b fbc2 fd40-fd4f fdcf fdfe-fe0f 1018c-1018e 1019c 101a0 "
    "1056f 10877-10878 10ac8 10af0-10af6 10b99-10b9c 10ead 10f55-10f59 10f86-10f89 110cd "
    "11174-11175 111cd 111db 111dd-111df 11238-1123d 112a9 1144b-1144f 1145a-1145b 1145d 114c6 "
    "115c1-115d7 11641-11643 11660-1166c 116b9 1173c-1173f 1183b 11944-11946 119e2 11a3f-11a46 "
    "11a9a-11a9c 11a9e-11aa2 11c41-11c45 11c70-11c71 11ef7-11ef8 11fd5-11ff1 11fff 12474 "
    "12ff1-12ff2 13430-13438 16a6e-16a6f 16af5 16b37-16b3f 16b44-16b45 16e97-16e9a 16fe2 1bc9c "
    "1bc9f-1bca3 1cf50-1cfc3 1d1de-1d1ea 1d800-1d9ff 1da37-1da3a 1da6d-1da74 1da76-1da83 "
    "1da85-1da8b 1e14f 1e2ff 1e95e-1e95f 1ecac 1ecb0 1ed2e 1f02c-1f02f 1f094-1f09f 1f0af-1f0b0 "
    "1f0bf-1f0c0 1f0d0 1f0e0-1f0ff 1f10d-1f10f 1f12f 1f16c-1f16f 1f19b-1f1e5 1f203-1f20f "
    "1f23b-1f23f 1f249-1f24f 1f252-1f2ff 1f321-1f32f 1f336 1f37d-1f37f 1f394-1f39f 1f3c5 "
    "1f3cb-1f3df 1f3f1-1f3ff 1f43f 1f441 1f4f8 1f4fd-1f4ff 1f53e-1f53f 1f544-1f54f 1f568-1f5fa "
    "1f641-1f644 1f650-1f67f 1f6c6-1f6ff 1f774-1fb92 1fb94-1fbca e0100-e01ef"
)

# Letters, and the small and bare letters that they are read as. ASCII is left out: A-Z is a-z.
BARE_LETTERS = _pairs(
    "b5>3bc c0>61 c1>61 c2>61 c3>61 c4>61 c5>61 c6>e6 c7>63 c8>65 c9>65 ca>65 cb>65 cc>69 cd>69 "
    "ce>69 cf>69 d0>f0 d1>6e*2 d3>6f d4>6f d5>6f d6>6f d8>f8 d9>75 da>75 db>75 dc>75 dd>79 de>fe "
    "e0>61 e1>61 e2>61 e3>61 e4>61 e5>61*2/2 e8>65 e9>65 ea>65 eb>65 ec>69 ed>69 ee>69 ef>69 "
    "f1>6e*2 f3>6f f4>6f f5>6f f6>6f f9>75 fa>75 fb>75 fc>75 fd>79 ff>79 100>61 101>61 102>61 "
    "103>61 104>61 105>61 106>63 107>63 108>63 109>63 10a>63 10b>63 10c>63 10d>63*2 10f>64 "
    "110>111 112>65 113>65 114>65 115>65 116>65 117>65 118>65 119>65 11a>65 11b>65 11c>67 11d>67 "
    "11e>67 11f>67 120>67 121>67 122>67 123>67*2 125>68 126>127 128>69 129>69 12a>69 12b>69 "
    "12c>69 12d>69 12e>69 12f>69 130>69 132>133 134>6a 135>6a*2 137>6b 139>6c 13a>6c 13b>6c "
    "13c>6c 13d>6c 13e>6c 13f>140*2/2 143>6e 144>6e 145>6e 146>6e 147>6e 148>6e 14a>14b 14c>6f "
    "14d>6f 14e>6f 14f>6f 150>6f 151>6f 152>153 154>72 155>72 156>72 157>72 158>72 159>72*2 "
    "15b>73 15c>73 15d>73 15e>73 15f>73 160>73 161>73*2 163>74 164>74 165>74 166>167 168>75 "
    "169>75 16a>75 16b>75 16c>75 16d>75 16e>75 16f>75 170>75 171>75 172>75 173>75 174>77 175>77 "
    "176>79 177>79 178>79*2 17a>7a 17b>7a 17c>7a 17d>7a 17e>7a 17f>73 181>253 182>183*2/2 186>254 "
    "187>188 189>256*2 18b>18c 18e>1dd 18f>259 190>25b 191>192 193>260 194>263 196>269 197>268 "
    "198>199 19c>26f 19d>272 19f>275 1a0>6f 1a1>6f 1a2>1a3*2/2 1a6>280 1a7>1a8 1a9>283 1ac>1ad "
    "1ae>288 1af>75 1b0>75 1b1>28a*2 1b3>1b4*2/2 1b7>292 1b8>1b9 1bc>1bd 1c4>1c6 1c5>1c6 1c7>1c9 "
    "1c8>1c9 1ca>1cc 1cb>1cc 1cd>61 1ce>61 1cf>69 1d0>69 1d1>6f 1d2>6f 1d3>75 1d4>75 1d5>75 "
    "1d6>75 1d7>75 1d8>75 1d9>75 1da>75 1db>75 1dc>75 1de>61 1df>61 1e0>1e1*3/2 1e6>67 1e7>67 "
    "1e8>6b 1e9>6b 1ea>6f 1eb>6f 1ec>6f 1ed>6f 1ee>1ef 1f0>6a 1f1>1f3 1f2>1f3 1f4>67 1f5>67 "
    "1f6>195 1f7>1bf 1f8>6e 1f9>6e 1fa>61 1fb>61 1fc>1fd*2/2 200>61 201>61 202>61 203>61 204>65 "
    "205>65 206>65 207>65 208>69 209>69 20a>69 20b>69 20c>6f 20d>6f 20e>6f 20f>6f 210>72 211>72 "
    "212>72 213>72 214>75 215>75 216>75 217>75 218>73 219>73*2 21b>74 21c>21d 21e>68 21f>68 "
    "220>19e 222>223*2/2 226>61 227>61 228>65 229>65 22a>6f 22b>6f 22c>6f 22d>6f 22e>6f 22f>6f "
    "230>6f 231>6f 232>79 233>79 23a>2c65 23b>23c 23d>19a 23e>2c66 241>242 243>180 244>289 "
    "245>28c 246>247*5/2 345>3b9 370>371*2/2 376>377 386>3ac 388>3ad*3 38c>3cc 38e>3cd*2 "
    "391>3b1*17 3a3>3c3*9 3c2>3c3 3cf>3d7 3d0>3b2 3d1>3b8 3d5>3c6 3d6>3c0 3d8>3d9*12/2 3f0>3ba "
    "3f1>3c1 3f4>3b8 3f5>3b5 3f7>3f8 3f9>3f2 3fa>3fb 3fd>37b*3 400>450*16 410>430*32 460>461*17/2 "
    "48a>48b*27/2 4c0>4cf 4c1>4c2*7/2 4d0>4d1*44/2 531>561*38 10a0>2d00*38 10c7>2d27 10cd>2d2d "
    "1e00>61 1e01>61*2 1e03>62 1e04>62 1e05>62 1e06>62 1e07>62*2 1e09>63*2 1e0b>64 1e0c>64 "
    "1e0d>64 1e0e>64 1e0f>64 1e10>64 1e11>64 1e12>64 1e13>64*2 1e15>65 1e16>65 1e17>65 1e18>65 "
    "1e19>65 1e1a>65 1e1b>65 1e1c>65 1e1d>65*2 1e1f>66*2 1e21>67*2 1e23>68 1e24>68 1e25>68 "
    "1e26>68 1e27>68 1e28>68 1e29>68 1e2a>68 1e2b>68*2 1e2d>69 1e2e>69 1e2f>69 1e30>6b 1e31>6b "
    "1e32>6b 1e33>6b 1e34>6b 1e35>6b*2 1e37>6c 1e38>6c 1e39>6c 1e3a>6c 1e3b>6c 1e3c>6c 1e3d>6c*2 "
    "1e3f>6d 1e40>6d 1e41>6d 1e42>6d 1e43>6d*2 1e45>6e 1e46>6e 1e47>6e 1e48>6e 1e49>6e 1e4a>6e "
    "1e4b>6e*2 1e4d>6f 1e4e>6f 1e4f>6f 1e50>6f 1e51>6f 1e52>6f 1e53>6f*2 1e55>70 1e56>70 1e57>70 "
    "1e58>72 1e59>72 1e5a>72 1e5b>72 1e5c>72 1e5d>72 1e5e>72 1e5f>72*2 1e61>73 1e62>73 1e63>73 "
    "1e64>73 1e65>73 1e66>73 1e67>73 1e68>73 1e69>73*2 1e6b>74 1e6c>74 1e6d>74 1e6e>74 1e6f>74 "
    "1e70>74 1e71>74*2 1e73>75 1e74>75 1e75>75 1e76>75 1e77>75 1e78>75 1e79>75 1e7a>75 1e7b>75*2 "
    "1e7d>76 1e7e>76 1e7f>76*2 1e81>77 1e82>77 1e83>77 1e84>77 1e85>77 1e86>77 1e87>77 1e88>77 "
    "1e89>77*2 1e8b>78 1e8c>78 1e8d>78*2 1e8f>79*2 1e91>7a 1e92>7a 1e93>7a 1e94>7a 1e95>7a "
    "1e96>68 1e97>74 1e98>77 1e99>79 1e9b>73 1e9e>df 1ea0>61 1ea1>61 1ea2>61 1ea3>61 1ea4>61 "
    "1ea5>61 1ea6>61 1ea7>61 1ea8>61 1ea9>61 1eaa>61 1eab>61 1eac>61 1ead>61 1eae>61 1eaf>61 "
    "1eb0>61 1eb1>61 1eb2>61 1eb3>61 1eb4>61 1eb5>61 1eb6>61 1eb7>61 1eb8>65 1eb9>65 1eba>65 "
    "1ebb>65 1ebc>65 1ebd>65 1ebe>65 1ebf>65 1ec0>65 1ec1>65 1ec2>65 1ec3>65 1ec4>65 1ec5>65 "
    "1ec6>65 1ec7>65 1ec8>69 1ec9>69 1eca>69 1ecb>69 1ecc>6f 1ecd>6f 1ece>6f 1ecf>6f 1ed0>6f "
    "1ed1>6f 1ed2>6f 1ed3>6f 1ed4>6f 1ed5>6f 1ed6>6f 1ed7>6f 1ed8>6f 1ed9>6f 1eda>6f 1edb>6f "
    "1edc>6f 1edd>6f 1ede>6f 1edf>6f 1ee0>6f 1ee1>6f 1ee2>6f 1ee3>6f 1ee4>75 1ee5>75 1ee6>75 "
    "1ee7>75 1ee8>75 1ee9>75 1eea>75 1eeb>75 1eec>75 1eed>75 1eee>75 1eef>75 1ef0>75 1ef1>75 "
    "1ef2>79 1ef3>79 1ef4>79 1ef5>79 1ef6>79 1ef7>79 1ef8>79 1ef9>79 1efa>1efb*3/2 1f08>1f00*8 "
    "1f18>1f10*6 1f28>1f20*8 1f38>1f30*8 1f48>1f40*6 1f59>1f51*4/2 1f68>1f60*8 1f88>1f80*8 "
    "1f98>1f90*8 1fa8>1fa0*8 1fb8>1fb0*2 1fba>1f70*2 1fbc>1fb3 1fbe>3b9 1fc8>1f72*4 1fcc>1fc3 "
    "1fd8>1fd0*2 1fda>1f76*2 1fe8>1fe0*2 1fea>1f7a*2 1fec>1fe5 1ff8>1f78*2 1ffa>1f7c*2 1ffc>1ff3 "
    "2126>3c9 212a>6b 212b>61 2132>214e 2160>2170*16 2183>2184 2c00>2c30*47 2c60>2c61 2c62>26b "
    "2c63>1d7d 2c64>27d 2c67>2c68*3/2 2c6d>251 2c6e>271 2c6f>250 2c70>252 2c72>2c73 2c75>2c76 "
    "2c7e>23f*2 2c80>2c81*50/2 2ceb>2cec*2/2 2cf2>2cf3 a640>a641*23/2 a680>a681*12/2 "
    "a722>a723*7/2 a732>a733*31/2 a779>a77a*2/2 a77d>1d79 a77e>a77f*5/2 a78b>a78c a78d>265 "
    "a790>a791*2/2 a7a0>a7a1*5/2 a7aa>266 ff21>ff41*26 10400>10428*40"
)
