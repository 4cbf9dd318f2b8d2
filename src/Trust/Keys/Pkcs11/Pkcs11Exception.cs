using System.Security.Cryptography;

namespace Cabildo.Trust.Keys.Pkcs11;

/// <summary>A module or a token did not do what was asked. Nothing of a PIN or a key is in it.</summary>
public sealed class Pkcs11Exception : CryptographicException
{
    internal Pkcs11Exception(Pkcs11Fault fault, string message, Exception? inner = null) : base(message, inner) => Fault = fault;

    private Pkcs11Exception(Pkcs11Fault fault, string message, ulong returnValue) : this(fault, message) => ReturnValue = returnValue;

    /// <summary>What kind of fault it is.</summary>
    public Pkcs11Fault Fault { get; }

    /// <summary>What the module returned (CKR_…, PKCS #11 §5.1); 0 if it was not called.</summary>
    public ulong ReturnValue { get; }

    internal static Pkcs11Exception Of(string function, nuint returnValue)
    {
        var (fault, what) = returnValue switch
        {
            Ckr.PinIncorrect or Ckr.PinInvalid or Ckr.PinLengthRange => (Pkcs11Fault.PinRefused, "the PIN is wrong; it is not tried again, for a token locks after a few attempts"),
            Ckr.PinLocked or Ckr.PinExpired or Ckr.PinNotInitialized => (Pkcs11Fault.PinLocked, "the PIN is locked, expired or not set; the token's officer must set it"),
            Ckr.DeviceRemoved or Ckr.TokenNotPresent or Ckr.DeviceError => (Pkcs11Fault.DeviceLost, "the device is removed or does not work; open the token again when it is back"),
            Ckr.SessionHandleInvalid or Ckr.SessionClosed or Ckr.NotLoggedIn or Ckr.KeyHandleInvalid or Ckr.ObjectHandleInvalid => (Pkcs11Fault.SessionLost, "the token has logged us out and hides the key; open the token again"),
            _ => (Pkcs11Fault.Other, "the module refused"),
        };
        return new Pkcs11Exception(fault, $"{function}: {what} (0x{(ulong)returnValue:X}).", returnValue);
    }
}

/// <summary>Kinds of <see cref="Pkcs11Exception"/>.</summary>
public enum Pkcs11Fault
{
    /// <summary>None of the below; see <see cref="Pkcs11Exception.ReturnValue"/>.</summary>
    Other,

    /// <summary>The file of the module is not there, or is no PKCS #11 module for this machine.</summary>
    NoModule,

    /// <summary>The module has no token with the label.</summary>
    NoToken,

    /// <summary>The PIN is wrong. Do not try it again by machine: a token locks after a few attempts.</summary>
    PinRefused,

    /// <summary>The PIN is locked, expired or was never set.</summary>
    PinLocked,

    /// <summary>The device is gone or broken.</summary>
    DeviceLost,

    /// <summary>The token forgot us, as after it was out and in again: open it again.</summary>
    SessionLost,

    /// <summary>A key in the token is of a kind not used here, or has no public half in it.</summary>
    UnusableKey,
}
