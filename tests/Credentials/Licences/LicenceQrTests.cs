using System.Diagnostics;
using System.Text.RegularExpressions;
using Cabildo.Credentials.Licences;

namespace Cabildo.Credentials.Tests.Licences;

public sealed partial class LicenceQrTests : IDisposable
{
    private readonly Nation _nation = new();

    public void Dispose() => _nation.Dispose();

    [Fact]
    public void A_code_with_a_portrait_of_420_bytes_fits_in_QR_alphanumerics()
    {
        var claims = Nation.Claims();

        var made = LicenceQr.Make(claims with { Holder = claims.Holder with { Portrait = new byte[420] } }, _nation.Signer);

        Assert.True(made!.CarriesPortrait);
        Assert.InRange(made.Text.Length, 1000, LicenceQr.MaximumLength);
        Assert.Matches(Alphanumeric(), made.Text);
    }

    [Fact]
    public void A_portrait_that_does_not_fit_is_left_out()
    {
        var claims = Nation.Claims();

        var made = LicenceQr.Make(claims with { Holder = claims.Holder with { Portrait = new byte[600] } }, _nation.Signer);

        Assert.False(made!.CarriesPortrait);
        Assert.Equal(LicenceVerdict.Valid, _nation.Verifier(Nation.StatusList()).Check(made.Text, Nation.Now).Verdict);
    }

    [Fact]
    public void A_licence_that_does_not_fit_at_all_makes_no_code()
    {
        var claims = Nation.Claims();
        var authority = new string('x', 2000);

        Assert.Null(LicenceQr.Make(claims with { Licence = claims.Licence with { IssuingAuthority = authority } }, _nation.Signer));
    }

    [Fact]
    public void Two_codes_of_one_licence_differ()
    {
        Assert.NotEqual(_nation.Code(Nation.Claims()), _nation.Code(Nation.Claims()));
    }

    [Fact]
    public void An_independent_CBOR_reader_agrees()
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(python), "There is no python3 (apt install python3-cbor2).");
        var start = new ProcessStartInfo(python, ["-c", PythonReader, Convert.ToHexString(Tampering.Bytes(_nation.Code(Nation.Claims(42))))])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(error.Contains("No module named", StringComparison.Ordinal), "python3 has no cbor2 (apt install python3-cbor2).");

        Assert.Equal("18 -7 8 http://localhost:8082 42 Giménez Núñez 19850412 4 31456789 B1 21671 RP True", output);
        Assert.Empty(error);
    }

    // Reads the claims by their registered keys, and encodes them again to see that the encoding is canonical.
    private const string PythonReader = """
        import sys, cbor2
        message = cbor2.loads(bytes.fromhex(sys.argv[1]))
        header, payload = cbor2.loads(message.value[0]), message.value[2]
        claims = cbor2.loads(payload)
        person, licence = claims[169], claims[-65537]
        sys.stdout.reconfigure(encoding='utf-8')
        print(message.tag, header[1], len(header[4]), claims[1], claims[65535]['status_list']['idx'], person[7], person[8], person[17],
              licence[1], licence[2][0][0], licence[4], licence[7], cbor2.dumps(claims, canonical=True) == payload)
        """;

    [GeneratedRegex("^[0-9A-Z $%*+./:-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alphanumeric();
}
