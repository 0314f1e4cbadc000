"""SVG charts as PNG pictures, with the Chinese fonts of the font package and no others."""

from __future__ import annotations

from functools import cache

import pylopdf_fonts_zh_cn
import typst

_PAGE = (
    b"#set page(width: auto, height: auto, margin: 0pt)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)'
)


@cache
def fonts() -> typst.Fonts:
    """The two Chinese fonts of the font package: no system font is ever used."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[pylopdf_fonts_zh_cn.sans_path().parent],
    )


def png_of(svg: str, *, width_mm: float, ppi: int) -> bytes:
    """The chart as a PNG picture of `width_mm` at `ppi` pixels per inch."""
    compiler = typst.Compiler(
        _PAGE,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"svg": svg, "width": str(width_mm)},
    )
    picture = compiler.compile(format="png", ppi=ppi)
    if not isinstance(picture, bytes):
        raise TypeError("a chart is one page")
    return picture
