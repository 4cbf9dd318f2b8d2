using System.Globalization;
using System.Text;
using QRCoder;

namespace Cabildo.Portal.Licences;

/// <summary>Draws a QR code (ISO/IEC 18004) as one SVG path, quiet zone included.</summary>
internal static class QrSvg
{
    /// <summary>The drawing of <paramref name="text"/> at error correction level M.</summary>
    /// <param name="text">Text of the QR alphanumeric set.</param>
    /// <param name="label">What a screen reader says.</param>
    public static string Draw(string text, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x])
                    continue;
                var start = x;
                while (x + 1 < rows[y].Length && rows[y][x + 1])
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1H{start}z");
            }
        }

        var name = System.Net.WebUtility.HtmlEncode(label);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg viewBox="0 0 {rows.Count} {rows.Count}" role="img" aria-label="{name}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path d="{path}"/></svg>""");
    }
}
