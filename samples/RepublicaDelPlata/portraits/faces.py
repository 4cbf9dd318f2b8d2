"""Draws invented faces, front-facing like a photograph for a card, as SVG. No person sat for any of them."""
from dataclasses import dataclass
from random import Random

import hair

SKINS = ["#f7d9c4", "#f1c9a8", "#e8b68f", "#dca47a", "#c98d62", "#b0764c", "#8f5a38", "#6f4329"]
HAIRS = ["#1f1a17", "#2c211b", "#3d2a1f", "#56392a", "#754c30", "#9a6a3c", "#c39a5c", "#8c3b1f"]
GREYS = ["#d9d6d1", "#b5b1ab", "#8f8b86"]
CLOTHES = ["#34566f", "#7a3b3b", "#4c5d3c", "#5b4a78", "#2f2f38", "#a05a2c", "#8a8f98", "#35706b"]
IRISES = ["#3b2a1e", "#2a1d14", "#5a4a2a", "#4a6b4a", "#4a6a86"]
SHORT = ["short", "side", "buzz", "receding", "bald", "curly"]
LONG = ["straight", "bob", "fringe", "bun", "waves", "afro", "tail"]


@dataclass(frozen=True)
class Face:
    """What makes one face differ from the next. Lengths in the 240 × 300 drawing."""
    skin: str
    hair_colour: str
    hair_style: str
    clothes: str
    iris: str
    width: float = 92
    height: float = 124
    jaw: float = 0.6
    age: int = 35
    eyes: float = 21
    brow: float = 4.5
    nose: float = 9
    smile: float = 6
    beard: str = ""
    glasses: str = ""
    earrings: bool = False
    freckles: bool = False


def random_face(random: Random) -> Face:
    age = random.choice([19, 24, 29, 33, 38, 42, 47, 53, 60, 67, 74])
    long = random.random() < 0.5
    style = random.choice(LONG if long else SHORT)
    if style in ("bald", "receding") and age < 33:
        style = "short"
    grey = random.random() < (age - 40) / 30
    skin = random.randrange(len(SKINS))
    colours = HAIRS if skin < 4 else HAIRS[:4]
    return Face(
        skin=SKINS[skin],
        hair_colour=random.choice(GREYS if grey else colours),
        hair_style=style,
        clothes=random.choice(CLOTHES),
        iris=random.choice(IRISES),
        width=random.uniform(84, 100) - (4 if long else 0),
        height=random.uniform(116, 130),
        jaw=random.uniform(0.46, 0.6) if long else random.uniform(0.55, 0.78),
        age=age,
        eyes=random.uniform(19, 23),
        brow=random.uniform(2.6, 4.2) if long else random.uniform(4, 6.5),
        nose=random.uniform(7, 12),
        smile=random.uniform(2, 9),
        beard="" if long else random.choice(["", "", "", "full", "stubble", "moustache", "goatee"]),
        glasses=random.choice(["", "", "", "", "round", "square"] if age < 50 else ["", "", "round", "square"]),
        earrings=long and random.random() < 0.5,
        freckles=random.random() < 0.12,
    )


# The people of the demo's stories (people.yaml), so that the face goes with the age.
PEOPLE = {
    1: Face(SKINS[2], HAIRS[3], "waves", CLOTHES[0], IRISES[0], width=88, jaw=0.52, age=41, brow=3.4, glasses="round"),
    2: Face(SKINS[3], HAIRS[1], "short", CLOTHES[4], IRISES[1], width=98, jaw=0.74, age=46, brow=6, smile=3, beard="full"),
    3: Face(SKINS[0], GREYS[0], "bob", CLOTHES[3], IRISES[4], width=88, jaw=0.54, age=74, brow=2.8, glasses="round", earrings=True),
    4: Face(SKINS[4], HAIRS[0], "curly", CLOTHES[7], IRISES[0], width=94, jaw=0.66, age=35, brow=5.4, smile=5, beard="stubble"),
    5: Face(SKINS[1], HAIRS[7], "tail", CLOTHES[2], IRISES[3], width=90, jaw=0.56, age=51, brow=3.4, smile=7, freckles=True),
    6: Face(SKINS[5], HAIRS[0], "side", CLOTHES[5], IRISES[1], width=88, jaw=0.58, age=19, brow=4.6, smile=7),
    7: Face(SKINS[6], GREYS[1], "afro", CLOTHES[1], IRISES[1], width=92, jaw=0.6, age=61, brow=3.6, smile=8, earrings=True),
    8: Face(SKINS[3], HAIRS[2], "fringe", CLOTHES[7], IRISES[0], width=92, height=108, jaw=0.62, age=9, eyes=21, brow=2.6, nose=5, smile=9),
}


def face_of(number: int) -> Face:
    return PEOPLE.get(number) or random_face(Random(f"portrait {number}"))


def sex_of(face: Face) -> str:
    """Whom a civil register of these drawings would read in them."""
    return "F" if face.hair_style in LONG or face.earrings else "M"


def shade(colour: str, by: float) -> str:
    """Darker below 1, lighter above."""
    parts = [int(colour[i:i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{max(0, min(255, round(part * by))):02x}" for part in parts)


def draw(face: Face, background: str) -> str:
    layers = [
        f'<rect width="240" height="300" fill="{background}"/>',
        hair.behind(face, shade(face.hair_colour, 0.85)),
        body(face),
        ears(face),
        head(face),
        beard(face),
        hair.before(face, face.hair_colour),
        features(face),
        glasses(face),
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="30 46 180 225">{"".join(layers)}</svg>'


def outline(face: Face) -> str:
    w, h, cx, cy = face.width / 2, face.height, 120, 146
    top, bottom, chin = cy - h * 0.53, cy + h * 0.5, w * face.jaw
    return (f"M{cx - w} {cy - h * .06}C{cx - w} {cy - h * .42} {cx - w * .6} {top} {cx} {top}"
            f"S{cx + w} {cy - h * .42} {cx + w} {cy - h * .06}C{cx + w} {cy + h * .24} {cx + chin} {bottom} {cx} {bottom}"
            f"S{cx - w} {cy + h * .24} {cx - w} {cy - h * .06}Z")


def body(face: Face) -> str:
    skin, cloth = shade(face.skin, 0.86), face.clothes
    slope = 8 if face.age < 14 else 0
    return (f'<path d="M{22 + slope * 3} 300C{26 + slope * 3} {252 + slope} 70 {240 + slope} 96 232h48c26 8 {70 - slope * 3} 20 {74 - slope * 3} 68Z" fill="{cloth}"/>'
            f'<path d="M98 190h44v40c0 12-10 22-22 22s-22-10-22-22Z" fill="{skin}"/>'
            f'<path d="M92 234l28 30 28-30 8 4-30 42h-12l-30-42Z" fill="{shade(cloth, 1.25)}"/>')


def ears(face: Face) -> str:
    x = face.width / 2
    drawn = "".join(f'<ellipse cx="{120 + side * x}" cy="150" rx="8" ry="13" fill="{shade(face.skin, 0.92)}"/>' for side in (-1, 1))
    if face.earrings:
        drawn += "".join(f'<circle cx="{120 + side * (x + 2)}" cy="168" r="4" fill="#e3b94a"/>' for side in (-1, 1))
    return drawn


def head(face: Face) -> str:
    cheeks = shade(face.skin, 0.93)
    drawn = f'<path d="{outline(face)}" fill="{face.skin}"/>'
    drawn += "".join(f'<ellipse cx="{120 + side * face.width * .3}" cy="172" rx="11" ry="8" fill="{cheeks}"/>' for side in (-1, 1))
    if face.freckles:
        drawn += "".join(f'<circle cx="{120 + side * (18 + n * 6)}" cy="{166 + n % 2 * 5}" r="1.4" fill="{shade(face.skin, .72)}"/>'
                         for side in (-1, 1) for n in range(3))
    return drawn


def features(face: Face) -> str:
    return eyes(face) + nose_and_mouth(face) + lines(face)


def eyes(face: Face) -> str:
    ink, size = shade(face.hair_colour, 0.7), 8.4 if face.age < 14 else 7.2
    drawn = ""
    for side in (-1, 1):
        x = 120 + side * face.eyes
        drawn += (f'<ellipse cx="{x}" cy="146" rx="{size + 2}" ry="{size * .72}" fill="#fff"/><circle cx="{x}" cy="146" r="{size * .62}" fill="{face.iris}"/>'
                  f'<circle cx="{x}" cy="146" r="{size * .3}" fill="#111"/><circle cx="{x + 2}" cy="144" r="1.300" fill="#fff"/>'
                  f'<path d="M{x - size - 2} 145q{size + 2} {-size * 1.05} {2 * size + 4} 0" fill="none" stroke="#2b1d16" stroke-width="2.200"/>'
                  f'<path d="M{x - side * 12} {132 - face.brow * .2}q{side * 12} -7 {side * 24} 1" fill="none" stroke="{ink}" '
                  f'stroke-width="{face.brow}" stroke-linecap="round"/>')
    return drawn


def nose_and_mouth(face: Face) -> str:
    shadow, y, s = shade(face.skin, 0.76), 196 if face.age >= 14 else 188, face.smile
    lip = shade(face.skin, 0.68) if face.beard else "#a8524a"
    return (f'<path d="M120 150l{-face.nose * .55} 20q{face.nose * .55} 6 {face.nose * 1.1} 0" fill="none" stroke="{shadow}" stroke-width="2.600" '
            f'stroke-linecap="round" stroke-linejoin="round"/>'
            f'<path d="M102 {y - s * .4}Q120 {y + s * 1.6} 138 {y - s * .4}" fill="none" stroke="{lip}" stroke-width="4.200" stroke-linecap="round"/>')


def lines(face: Face) -> str:
    if face.age < 50:
        return ""
    shadow = shade(face.skin, 0.8)
    drawn = "".join(f'<path d="M{120 + side * 14} 176q{side * 10} 6 {side * 9} 17" fill="none" stroke="{shadow}" stroke-width="2"/>'
                    f'<path d="M{120 + side * face.eyes - 8} 157q8 4 16 0" fill="none" stroke="{shadow}" stroke-width="1.600"/>' for side in (-1, 1))
    if face.age >= 60 and face.hair_style not in ("fringe", "afro"):
        drawn += f'<path d="M100 118q20 -5 40 0M104 110q16 -4 32 0" fill="none" stroke="{shadow}" stroke-width="1.600"/>'
    return drawn


def beard(face: Face) -> str:
    colour = shade(face.hair_colour, 1.05)
    w, bottom = face.width / 2, 146 + face.height * 0.5
    if face.beard in ("full", "stubble"):
        opacity = 1 if face.beard == "full" else 0.28
        return (f'<path d="M{120 - w + 1} 158C{120 - w + 4} 186 {120 - w * face.jaw - 6} {bottom + 8} 120 {bottom + 8}S{120 + w - 4} 186 {120 + w - 1} 158'
                f'C{120 + w - 10} 178 146 180 120 180S{120 - w + 10} 178 {120 - w + 1} 158Z" fill="{colour}" opacity="{opacity}"/>')
    if face.beard == "moustache":
        return f'<path d="M98 190q10 -13 22 -8q12 -5 22 8q-12 -4 -22 -3q-10 -1 -22 3Z" fill="{colour}"/>'
    if face.beard == "goatee":
        return f'<path d="M102 186h36v10q0 {bottom - 190} -18 {bottom - 190}t-18 -{bottom - 190}Z" fill="{colour}"/>'
    return ""


def glasses(face: Face) -> str:
    if not face.glasses:
        return ""
    radius = 15 if face.glasses == "round" else 4
    lenses = "".join(f'<rect x="{120 + side * face.eyes - 16}" y="{133}" width="32" height="27" rx="{radius}"/>' for side in (-1, 1))
    arms = f'<path d="M{120 - face.eyes + 16} 144h{2 * face.eyes - 32}M{120 - face.eyes - 16} 143L{120 - face.width / 2 - 4} 140M{120 + face.eyes + 16} 143l{face.width / 2 - face.eyes - 12} -3"/>'
    return f'<g fill="#ffffff22" stroke="#26221f" stroke-width="3">{lenses}{arms}</g>'
