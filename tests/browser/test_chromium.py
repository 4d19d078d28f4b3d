"""The ground that the other browser tests stand on."""

from playwright.sync_api import Browser

DRAWN = """characters => characters.map(character => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "40px sans-serif";
    const {data} = (context.fillText(character, 0, 40), context.getImageData(0, 0, 60, 60));
    return data.join();
})"""


def test_chinese_has_glyphs__when_chromium_draws_it(browser: Browser) -> None:
    # Without a Chinese font every character is drawn as the same empty box, and all judgements of layout are void.
    page = browser.new_page()
    drawn = page.evaluate(DRAWN, ["公", "开"])
    page.close()
    assert drawn[0] != drawn[1]
