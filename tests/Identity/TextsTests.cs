using Cabildo.Platform.Pages;

namespace Cabildo.Identity.Tests;

public sealed class TextsTests
{
    [Fact]
    public void Both_languages_have_the_same_texts()
    {
        var texts = new Texts([typeof(IdentityModule).Assembly], pack: null);

        Assert.Equal(texts.KeysOf("es").Order(StringComparer.Ordinal), texts.KeysOf("en").Order(StringComparer.Ordinal));
        Assert.NotEmpty(texts.KeysOf("es"));
    }
}
