"""Hair, in two layers: what falls behind the head and what lies on it."""


def behind(face, colour: str) -> str:
    w = face.width / 2
    if face.hair_style in ("straight", "fringe"):
        return f'<path d="M{120 - w - 14} 262V140C{120 - w - 14} 60 {120 + w + 14} 60 {120 + w + 14} 140V262Z" fill="{colour}"/>'
    if face.hair_style == "waves":
        locks = "".join(f'<circle cx="{120 + side * (w + 6 + n % 2 * 5)}" cy="{140 + n * 22}" r="17"/>' for side in (-1, 1) for n in range(5))
        return f'<g fill="{colour}">{locks}<rect x="{120 - w - 6}" y="110" width="{2 * w + 12}" height="125"/></g>'
    if face.hair_style == "bob":
        return f'<path d="M{120 - w - 14} 206V138C{120 - w - 14} 62 {120 + w + 14} 62 {120 + w + 14} 138V206Q120 214 {120 - w - 14} 206Z" fill="{colour}"/>'
    if face.hair_style == "afro":
        return f'<circle cx="120" cy="122" r="{w + 36}" fill="{colour}"/>'
    if face.hair_style == "bun":
        return f'<circle cx="120" cy="73" r="20" fill="{colour}"/>'
    if face.hair_style == "tail":
        return f'<path d="M{120 + w - 14} 90C{120 + w + 40} 100 {120 + w + 30} 190 {120 + w + 18} 238C{120 + w - 4} 226 {120 + w + 4} 150 {120 + w - 14} 130Z" fill="{colour}"/>'
    return ""


def before(face, colour: str) -> str:
    drawing = STYLES[face.hair_style]
    return drawing(face.width / 2, 146 - face.height * 0.53, colour)


def _cap(w: float, top: float, colour: str, line: float, side: float, rise: float = 12) -> str:
    """A cap of hair: `line` is where the forehead begins, `side` how far it comes down by the ears."""
    return (f'<path d="M{120 - w - 3} {side}C{120 - w - 10} {top + 6} {120 - w * .62} {top - rise} 120 {top - rise}'
            f'S{120 + w + 10} {top + 6} {120 + w + 3} {side}C{120 + w - 4} {line + 10} {120 + w - 14} {line} 120 {line}'
            f'S{120 - w + 4} {line + 10} {120 - w - 3} {side}Z" fill="{colour}"/>')


def _short(w, top, colour):
    return _cap(w, top, colour, top + 27, 150)


def _side(w, top, colour):
    return (_cap(w, top, colour, top + 22, 146, 14)
            + f'<path d="M{120 - w + 4} {top + 44}C{120 - w * .5} {top + 20} {120 + w * .5} {top + 36} {120 + w - 2} {top + 20}L{120 + w * .2} {top - 10}L{120 - w * .8} {top + 12}Z" fill="{colour}"/>')


def _buzz(w, top, colour):
    return f'<g opacity=".75">{_cap(w - 1, top, colour, top + 24, 138, 3)}</g>'


def _receding(w, top, colour):
    return (f'<g fill="{colour}"><path d="M{120 - w - 4} 158C{120 - w - 10} {top + 30} {120 - w * .8} {top + 6} {120 - w * .35} {top}C{120 - w * .6} {top + 24} {120 - w + 6} {top + 40} {120 - w + 5} 150Z"/>'
            f'<path d="M{120 + w + 4} 158C{120 + w + 10} {top + 30} {120 + w * .8} {top + 6} {120 + w * .35} {top}C{120 + w * .6} {top + 24} {120 + w - 6} {top + 40} {120 + w - 5} 150Z"/></g>')


def _bald(w, top, colour):
    return (f'<g fill="{colour}"><path d="M{120 - w - 3} 160q-6 -34 5 -46q3 22 3 44Z"/>'
            f'<path d="M{120 + w + 3} 160q6 -34 -5 -46q-3 22 -3 44Z"/></g>')


def _curly(w, top, colour):
    curls = [(-1.02, 50), (-1.0, 30), (-.8, 12), (-.5, 0), (-.17, -6), (.17, -6), (.5, 0), (.8, 12), (1.0, 30), (1.02, 50)]
    circles = "".join(f'<circle cx="{120 + x * w}" cy="{top + y + 4}" r="17"/>' for x, y in curls)
    return f'<g fill="{colour}">{circles}</g>'


def _parted(w, top, colour):
    return (f'<path d="M120 {top - 12}C{120 - w * .7} {top - 12} {120 - w - 14} {top + 16} {120 - w - 10} 176C{120 - w + 6} 150 {120 - w + 6} {top + 46} 120 {top + 12}'
            f'C{120 + w - 6} {top + 46} {120 + w - 6} 150 {120 + w + 10} 176C{120 + w + 14} {top + 16} {120 + w * .7} {top - 12} 120 {top - 12}Z" fill="{colour}"/>')


def _fringe(w, top, colour):
    return (f'<path d="M{120 - w - 12} 186C{120 - w - 16} {top + 10} {120 - w * .7} {top - 13} 120 {top - 13}S{120 + w + 16} {top + 10} {120 + w + 12} 186'
            f'L{120 + w - 4} 150V{top + 42}Q120 {top + 50} {120 - w + 4} {top + 42}V150Z" fill="{colour}"/>')


def _pulled_back(w, top, colour):
    return _cap(w, top, colour, top + 18, 140, 9)


def _afro(w, top, colour):
    return _cap(w + 2, top, colour, top + 22, 142, 16)


STYLES = {
    "short": _short, "side": _side, "buzz": _buzz, "receding": _receding, "bald": _bald, "curly": _curly,
    "straight": _parted, "waves": _parted, "bob": _parted, "fringe": _fringe, "bun": _pulled_back, "tail": _pulled_back, "afro": _afro,
}
