using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cabildo.Portal.Licences;

namespace Cabildo.Portal.Tests.Licences;

public sealed partial class QrSvgTests
{
    private const int Quiet = 4;
    private const int LargestVersion = 23;
    private const int PixelsAModule = 4;

    [Theory]
    [InlineData("CBD1:A")]
    [InlineData("CBD1:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")]
    public void Another_program_reads_what_was_drawn(string text) => Assert.Equal(text, Read(QrSvg.Draw(text, "Código")));

    [Fact]
    public void The_longest_code_is_read_too_and_is_no_larger_than_version_23()
    {
        var text = "CBD1:" + string.Concat(Enumerable.Repeat("7HB$Y%", 199)) + "Z";
        var svg = QrSvg.Draw(text, "Código");

        Assert.Equal(1200, text.Length);
        Assert.InRange(Size(svg), 21 + (2 * Quiet), 17 + (4 * LargestVersion) + (2 * Quiet));
        Assert.Equal(text, Read(svg));
    }

    [Fact]
    public void The_drawing_keeps_the_quiet_zone_free()
    {
        var svg = QrSvg.Draw("CBD1:A", "x");
        var size = Size(svg);

        Assert.All(Bars(svg), bar =>
        {
            Assert.InRange(bar.Row, Quiet, size - Quiet - 1);
            Assert.InRange(bar.Column, Quiet, size - Quiet - 1);
            Assert.InRange(bar.Column + bar.Width, Quiet + 1, size - Quiet);
        });
    }

    [Fact]
    public void A_screen_reader_says_the_label_and_the_label_breaks_nothing()
    {
        var svg = QrSvg.Draw("CBD1:A", "Code \"of\" <Ana> & Co");

        Assert.Contains("role=\"img\" aria-label=\"Code &quot;of&quot; &lt;Ana&gt; &amp; Co\"", svg, StringComparison.Ordinal);
    }

    private static int Size(string svg) => int.Parse(ViewBox().Match(svg).Groups["size"].Value, CultureInfo.InvariantCulture);

    private static IEnumerable<(int Row, int Column, int Width)> Bars(string svg) =>
        Bar().Matches(svg).Select(bar => (Number(bar, "row"), Number(bar, "column"), Number(bar, "width")));

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    // The path's bars as a grey picture, which zbarimg then looks at.
    private static string Read(string svg)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/zbarimg"), "zbarimg is not on this machine (apt install zbar-tools).");
        var side = Size(svg) * PixelsAModule;
        var pixels = Enumerable.Repeat((byte)255, side * side).ToArray();
        foreach (var (row, column, width) in Bars(svg))
        {
            for (var y = row * PixelsAModule; y < (row + 1) * PixelsAModule; y++)
                pixels.AsSpan((y * side) + (column * PixelsAModule), width * PixelsAModule).Clear();
        }

        var path = Path.Combine(Path.GetTempPath(), $"cabildo-{Guid.NewGuid():N}.pgm");
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5 {side} {side} 255\n")), .. pixels]);
        try
        {
            using var zbarimg = Process.Start(new ProcessStartInfo("/usr/bin/zbarimg", ["--quiet", "--raw", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var text = zbarimg.StandardOutput.ReadToEnd();
            zbarimg.WaitForExit();
            return text.TrimEnd('\n');
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex("viewBox=\"0 0 (?<size>[0-9]+) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ViewBox();

    [GeneratedRegex("M(?<column>[0-9]+) (?<row>[0-9]+)h(?<width>[0-9]+)v1H[0-9]+z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bar();
}
