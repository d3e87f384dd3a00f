"""What journeys do with the comments of the video on the screen."""

from playwright.sync_api import Locator, Page, expect


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary")


def comment(page: Page, words: str) -> Locator:
    return panel(page).get_by_role("article").filter(has_text=words)


def write(page: Page, words: str) -> None:
    panel(page).get_by_role("textbox").fill(words)
    panel(page).get_by_role("button", name="Send").click()
    expect(comment(page, words)).to_be_visible()
